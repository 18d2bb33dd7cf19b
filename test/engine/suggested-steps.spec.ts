/** Proposed steps give the same answer as the notebook: the corpus, stripped of its tags, and cut again by us. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { suggestSteps } from '../../compiler/edit/suggest/index.js';
import { AnalysisCache, compile } from '../../compiler/index.js';
import { LocalEngine, workspaceAt } from '../../engine/index.js';
import { notebookText } from '../corpus/cells.js';
import type { CorpusCell } from '../corpus/cells.js';
import { generateNotebooks } from '../corpus/notebooks/generate.js';
import { NotebookOracle } from '../corpus/oracle.js';
import { runPipeline } from '../corpus/pipeline.js';

jest.setTimeout(60_000); // the first notebook waits for a warm interpreter

const notebookCount = 60;
/** Fewer would mean that proposals do not compile, and nothing is compared. */
const leastCompared = 45;

const python = resolve('.venv/bin/python');
const folder = mkdtempSync(join(tmpdir(), 'collard-suggested-steps-'));
const workspace = workspaceAt(folder);
const engine = new LocalEngine({ workspace, runtime: resolve('collard/runtime'), environment: process.env });
const oracle = new NotebookOracle(python, ['numpy', 'pandas', 'sklearn.linear_model']);
const cache = new AnalysisCache();
let compared = 0;

afterAll(async () => {
  await engine.close();
  await oracle.close();
  rmSync(folder, { recursive: true, force: true });
});

function withProposal(name: string, cells: readonly CorpusCell[]): string {
  const bare = cells.map(cell => ({ ...cell, tags: [] }));
  const proposed = new Map(suggestSteps(notebookText(name, bare), cache).map(({ cell, tags }) => [cell, tags]));
  return notebookText(
    name,
    bare.map(cell => ({ ...cell, tags: proposed.get(cell.id) ?? [] }))
  );
}

test.each(generateNotebooks(notebookCount, 2).map(notebook => [notebook.name, notebook.title, notebook] as const))(
  '%s: %s',
  async (name, _, { cells, seen }) => {
    const { plan, diagnostics } = compile(withProposal(name, cells), { cache });
    if (plan === null || diagnostics.some(({ severity }) => severity === 'error')) {
      return;
    }
    const [there, here] = await Promise.all([
      oracle.ask({ cells: cells.map(({ source }) => source), names: seen, folder }),
      runPipeline(engine, workspace, plan, { python })
    ]);
    compared += 1;
    expect([there.error, here.errors]).toEqual([null, {}]);
    expect(Object.fromEntries(seen.map(each => [each, here.values[each]]))).toEqual(there.values);
  }
);

test(`at least ${leastCompared} of ${notebookCount} notebooks are compared`, () => {
  expect(compared).toBeGreaterThanOrEqual(leastCompared);
});
