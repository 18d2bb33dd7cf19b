/** The engine of this machine, with the step runner that was installed beside this program. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LocalEngine } from '../engine/index.js';
import type { Workspace } from '../engine/index.js';
import { OperationalError } from '../protocol/operational-error.js';

export function openLocalEngine(
  workspace: Workspace,
  environment: Readonly<Record<string, string | undefined>>
): LocalEngine {
  return new LocalEngine({ workspace, runtime: runtimePath(), environment });
}

/** This program stands in `collard/backend/`, the step runner in `collard/runtime/`; Python caches the compiled folder. */
export function runtimePath(): string {
  const path = join(import.meta.dirname, '..', 'runtime');
  if (!existsSync(join(path, '__main__.py'))) {
    throw new OperationalError('runtime-failed', `The step runner is not at ${path}`, {
      hint: 'Install collard again.'
    });
  }
  return path;
}
