/**
 * The pipeline gives the same answer as the notebook, or says beforehand why it cannot. A generated corpus is compiled, run, and
 * compared with what one IPython makes of the same cells from top to bottom. A silent difference is the worst bug there can be.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compile } from '../../compiler/index.js';
import type { Diagnostic } from '../../compiler/index.js';
import { LocalEngine, workspaceAt } from '../../engine/index.js';
import { notebookText, printCells } from '../corpus/cells.js';
import { generateNotebooks } from '../corpus/notebooks/generate.js';
import type { CorpusNotebook } from '../corpus/notebooks/generate.js';
import { NotebookOracle } from '../corpus/oracle.js';
import type { OracleAnswer } from '../corpus/oracle.js';
import { runPipeline } from '../corpus/pipeline.js';
import type { PipelineAnswer } from '../corpus/pipeline.js';

jest.setTimeout(60_000); // the first notebook waits for a warm interpreter

const notebookCount = 420;
const seed = 1;
/** Fewer comparisons than this would mean that problems are reported instead of pipelines run. */
const leastEqual = 300;

/** Warnings and hints that tell the user that a pipeline may give another answer, or none. */
const warnings: readonly Diagnostic['code'][] = [
  'alias-split',
  'definition-by-value',
  'dynamic',
  'global-state',
  'may-mutate',
  'maybe-star',
  'nonserializable-hint',
  'notebook-order',
  'random-state',
  'undefined'
];

const python = resolve('.venv/bin/python');
const folder = mkdtempSync(join(tmpdir(), 'collard-same-answer-'));
const workspace = workspaceAt(folder);
const engine = new LocalEngine({ workspace, runtime: resolve('collard/runtime'), environment: process.env });
const oracle = new NotebookOracle(python, ['numpy', 'pandas', 'sklearn.linear_model']);
const outcomes = { equal: 0, told: 0 };

afterAll(async () => {
  await engine.close();
  await oracle.close();
  rmSync(folder, { recursive: true, force: true });
});

const notebooks = generateNotebooks(notebookCount, seed);

test.each(notebooks.map(notebook => [notebook.name, notebook.title, notebook] as const))(
  '%s: %s',
  async (name, _, notebook) => {
    const { plan, diagnostics } = compile(notebookText(name, notebook.cells));
    if (plan === null || diagnostics.some(({ severity }) => severity === 'error')) {
      outcomes.told += 1;
      return;
    }
    const [there, here] = await Promise.all([
      oracle.ask({ cells: notebook.cells.map(({ source }) => source), names: notebook.seen, folder }),
      runPipeline(engine, workspace, plan, { python })
    ]);
    expect(there.error).toBeNull();
    const differing = notebook.seen.filter(seen => here.values[seen] !== there.values[seen]);
    const silent = differing.filter(seen => !isTold(seen, notebook, here, diagnostics));
    if (silent.length > 0) {
      throw new Error(report(notebook, silent, here, there, diagnostics));
    }
    outcomes[differing.length === 0 ? 'equal' : 'told'] += 1;
  }
);

test(`at least ${leastEqual} of ${notebookCount} notebooks run and give the same answer`, () => {
  expect(outcomes.equal).toBeGreaterThanOrEqual(leastEqual);
});

/**
 * Whether the user was warned: about the thread of names that the seen one belongs to (`a12_seen` belongs to `a12`), or, where the
 * run stopped before it, about each step that failed.
 */
function isTold(
  seen: string,
  { cells }: CorpusNotebook,
  here: PipelineAnswer,
  diagnostics: readonly Diagnostic[]
): boolean {
  const warned = diagnostics.filter(({ code }) => warnings.includes(code));
  if (!(seen in here.values)) {
    return !here.succeeded && Object.keys(here.errors).every(failed => warned.some(({ step }) => step === failed));
  }
  const thread = seen.slice(0, seen.indexOf('_'));
  const text = ({ name = '', message, cell }: Diagnostic): string =>
    [name, message, cells.find(({ id }) => id === cell)?.source].join(' ').toLowerCase();
  return warned.some(diagnostic => text(diagnostic).includes(thread));
}

function report(
  { name, title, cells }: CorpusNotebook,
  silent: readonly string[],
  here: PipelineAnswer,
  there: OracleAnswer,
  diagnostics: readonly Diagnostic[]
): string {
  return [
    `${name} differs silently (${title})`,
    ...silent.map(
      seen => `${seen}\n  notebook: ${String(there.values[seen])}\n  pipeline: ${String(here.values[seen])}`
    ),
    ...Object.entries(here.errors).map(([step, error]) => `step ${step} failed: ${error}`),
    ...diagnostics.map(({ code, severity, cell = '', message }) => `${severity} ${code} ${cell}: ${message}`),
    printCells(cells.filter(({ id }) => id !== 'imports' && id !== 'classes'))
  ].join('\n');
}
