/** The examples: each compiles without a complaint, runs, gives the metrics that its notebook gives, and then runs from the cache. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { compile } from '../../compiler/index.js';
import { LocalEngine, workspaceAt } from '../../engine/index.js';
import { runPipeline } from '../corpus/pipeline.js';

const examples = ['mrna-stability', 'iris', 'titanic', 'ipython-tour'] as const;
const python = resolve('.venv/bin/python');
const expectedSchema = z.strictObject({ metrics: z.record(z.string(), z.number()), relativeTolerance: z.number() });
const mistakesSchema = z.strictObject({
  diagnostics: z.array(z.strictObject({ code: z.string(), severity: z.string(), cell: z.string(), line: z.int() }))
});

const root = mkdtempSync(join(tmpdir(), 'collard-examples-'));

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.each(examples)('the example "%s"', name => {
  const folder = join(root, name);
  cpSync(join('examples', name), folder, { recursive: true });
  const { plan, diagnostics } = compile(readFileSync(join(folder, `${name}.ipynb`), 'utf8'), {
    fileName: `${name}.ipynb`
  });
  const workspace = workspaceAt(folder);
  const engine = new LocalEngine({ workspace, runtime: resolve('collard/runtime'), environment: process.env });

  afterAll(() => engine.close());

  test('compiles without a complaint', () => {
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(plan).not.toBeNull();
  });

  test('gives the metrics of the notebook, and again from the cache', async () => {
    if (plan === null) {
      throw new Error('there is no plan');
    }
    const { metrics, relativeTolerance } = expectedSchema.parse(
      JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))
    );
    const first = await runPipeline(engine, workspace, plan, { python });
    expect(first).toMatchObject({ succeeded: true, errors: {}, cached: [] });
    expect(Object.keys(first.metrics).sort()).toEqual(Object.keys(metrics).sort());
    for (const [metric, value] of Object.entries(metrics)) {
      expect(Math.abs((first.metrics[metric] ?? NaN) - value)).toBeLessThanOrEqual(Math.abs(value) * relativeTolerance);
    }
    const second = await runPipeline(engine, workspace, plan, { python });
    expect(second).toMatchObject({ succeeded: true, executed: [], metrics: first.metrics });
  }, 60_000);
});

test('the example "mistakes" has every mistake that it shows', () => {
  const { diagnostics } = compile(readFileSync('examples/mistakes/mistakes.ipynb', 'utf8'), {
    fileName: 'mistakes.ipynb'
  });
  const expected = mistakesSchema.parse(JSON.parse(readFileSync('examples/mistakes/expected.json', 'utf8')));
  const found = diagnostics.map(({ code, severity, cell, span }) => ({
    code,
    severity,
    cell: cell ?? '',
    line: span?.line ?? 0
  }));
  expect(found).toEqual(expected.diagnostics);
});
