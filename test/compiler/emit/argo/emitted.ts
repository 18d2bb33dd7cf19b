/** Emitting for Argo in tests: options in short, and what schemas say about the documents. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { argoDefaults, emitArgo } from '../../../../compiler/4-emit/argo/index.js';
import type { ArgoEmission, ArgoOptions } from '../../../../compiler/4-emit/argo/index.js';
import { compile } from '../../../../compiler/index.js';
import type { Plan } from '../../../../compiler/index.js';
import { notebook } from '../../../support/notebook.js';
import type { TestCell } from '../../../support/notebook.js';

export const python = join(__dirname, '../../../../.venv/bin/python');

const usual: ArgoOptions = {
  ...argoDefaults,
  image: 'example.org/team/notebook:1',
  workspace: {
    kind: 'snapshot',
    name: 'workspace-1',
    size: '10Gi',
    storageClass: null,
    accessMode: 'ReadWriteOnce'
  },
  program: { kind: 'store', runtime: 'ab12'.repeat(16) }
};

export function optionsFor(changes: Partial<ArgoOptions> = {}): ArgoOptions {
  return { ...usual, ...changes };
}

export function emitted(plan: Plan, changes: Partial<ArgoOptions> = {}): ArgoEmission {
  return emitArgo(plan, optionsFor(changes));
}

/** Compiles cells that must have no error. */
export function planFrom(cells: readonly TestCell[], settings: Readonly<Record<string, unknown>> = {}): Plan {
  const { plan, diagnostics } = compile(notebook(cells, settings), { fileName: 'example.ipynb' });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (plan === null || errors.length > 0) {
    throw new Error(`the notebook has no plan: ${JSON.stringify(errors)}`);
  }
  return plan;
}

export interface Judgment {
  /** The objects as YAML 1.1 gives them. */
  readonly objects: readonly unknown[];
  /** What Argo's schema and Hera's models have against them. */
  readonly errors: readonly string[];
}

/** One Python process for all texts. */
export function judge(texts: readonly string[]): readonly Judgment[] {
  return askPython('schema_oracle.py', texts);
}

/** Runs a program beside this file with JSON on its standard input, and reads its JSON. */
export function askPython<Answer>(program: string, question: unknown): Answer {
  const { stdout, stderr, status } = spawnSync(python, [join(__dirname, program)], {
    input: JSON.stringify(question),
    encoding: 'utf8',
    maxBuffer: 1 << 28
  });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return JSON.parse(stdout) as Answer;
}
