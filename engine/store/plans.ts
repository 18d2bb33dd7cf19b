/** Plans by digest: written once, shared by every run of the same pipeline. */
import { existsSync, readFileSync } from 'node:fs';
import { canonicalJson } from '../../compiler/ir/print.js';
import { planSchema, type Plan } from '../../compiler/ir/plan.js';
import { OperationalError } from '../../protocol/operational-error.js';
import { writeAtomically } from './atomic-file.js';
import { sha256 } from './digest.js';
import { planPath, type Workspace } from './workspace.js';

/** Stores the plan unless it is there, and returns its digest. */
export function storePlan(workspace: Workspace, plan: Plan): string {
  const text = canonicalJson(plan);
  const digest = sha256(text);
  const path = planPath(workspace, digest);
  if (!existsSync(path)) {
    writeAtomically(workspace, path, text);
  }
  return digest;
}

export function readPlan(workspace: Workspace, digest: string): Plan {
  const path = planPath(workspace, digest);
  if (!existsSync(path)) {
    throw new OperationalError('not-found', `Plan ${digest.slice(0, 12)} is not in the store`);
  }
  const plan = planSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!plan.success) {
    throw new OperationalError('store-unreadable', `Plan ${digest.slice(0, 12)} is not one that this version reads`, {
      hint: 'Compile the notebook again.',
      cause: plan.error
    });
  }
  return plan.data;
}
