/** What pods of a run need in the store besides earlier results: the plan, and the step runner in the version that made it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../compiler/ir/plan.js';
import { writeAtomically } from './atomic-file.js';
import { sha256 } from './digest.js';
import { storePlan } from './plans.js';
import type { Workspace } from './workspace.js';

export interface StoredProgram {
  /** Digest of the plan: `plans/<digest>.json`. */
  readonly plan: string;
  /** Digest of the step runner: `runtime/<digest>.pyz`. */
  readonly runtime: string;
}

/**
 * Puts both into the store unless they are there.
 *
 * @param archive path of `runtime.pyz`.
 */
export function storeProgram(workspace: Workspace, plan: Plan, archive: string): StoredProgram {
  const content = readFileSync(archive);
  const runtime = sha256(content);
  const path = runtimePath(workspace, runtime);
  if (!existsSync(path)) {
    writeAtomically(workspace, path, content);
  }
  return { plan: storePlan(workspace, plan), runtime };
}

function runtimePath({ store }: Workspace, digest: string): string {
  return join(store, 'runtime', `${digest}.pyz`);
}
