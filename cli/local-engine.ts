/** The engine of this machine, with the step runner that was installed beside this program. */
import { LocalEngine } from '../engine/index.js';
import type { Workspace } from '../engine/index.js';
import type { Interpreters } from '../engine/start.js';
import { runtimePath } from './package-files.js';

/** @param interpreters those of the workspace, when there are some already */
export function openLocalEngine(
  workspace: Workspace,
  environment: Readonly<Record<string, string | undefined>>,
  interpreters: Interpreters | null = null
): LocalEngine {
  const options = { workspace, runtime: runtimePath(), environment };
  return new LocalEngine(interpreters === null ? options : { ...options, interpreters });
}
