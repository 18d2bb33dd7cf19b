/** `collard plan` and `collard graph`: the steps of a notebook without running it. */
import { join } from 'node:path';
import { planSchema } from '../../compiler/ir/plan.js';
import { notebook, step } from '../support/notebook.js';
import { expectSample } from '../support/samples.js';
import { Folder, json } from './support/collard.js';

const samples = join(__dirname, 'samples', 'plan');

const folder = new Folder({
  'pipeline.ipynb': notebook(
    [
      [['imports'], 'import json'],
      [['pipeline-parameters'], 'path = "data.json"\nrate: float = 0.1\ndepth = 3'],
      [[...step('load'), 'retry:2', 'timeout:90s'], 'raw = json.load(open(path))'],
      [[], 'labels = raw["labels"]'],
      [
        [...step('train', 'load'), 'limit:cpu:2', 'limit:memory:4Gi', 'secret:db:password:DB_PASSWORD'],
        'model = fit(raw, rate, depth)'
      ],
      [['skip', 'prev:load'], 'raw'],
      [
        [...step('test', 'train'), 'cache:disabled', 'label:team:blue', 'image:python:3.12'],
        'loss = model.score(labels)'
      ],
      [['functions'], 'def fit(raw, rate, depth):\n    return raw'],
      [['pipeline-metrics'], 'print(loss)']
    ],
    { pipeline_name: 'my-pipeline', pipeline_description: 'A small one' }
  ),
  'empty.ipynb': notebook([])
});
afterAll(() => folder.remove());

test('plan shows every step with its cells, inputs, outputs, parameters, metrics and settings', async () => {
  const { code, out, err } = await folder.collard('plan', 'pipeline.ipynb');
  expectSample(join(samples, 'plan.txt'), out);
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

test('plan --json is the plan itself, and the problems', async () => {
  const { plan, problems } = json<{ plan: unknown; problems: readonly object[] }>(
    await folder.collard('plan', 'pipeline.ipynb', '--json')
  );
  const { steps, parameters } = planSchema.parse(plan);
  expect(steps.map(({ name, after, inputs, outputs, metrics }) => ({ name, after, inputs, outputs, metrics }))).toEqual(
    [
      {
        name: 'load',
        after: [],
        inputs: [],
        outputs: [expect.objectContaining({ name: 'labels' }), expect.objectContaining({ name: 'raw' })],
        metrics: []
      },
      {
        name: 'train',
        after: ['load'],
        inputs: [{ name: 'raw', from: 'load' }],
        outputs: [expect.objectContaining({ name: 'model' })],
        metrics: []
      },
      {
        name: 'test',
        after: ['train'],
        inputs: [
          { name: 'labels', from: 'load' },
          { name: 'model', from: 'train' }
        ],
        outputs: [],
        metrics: [{ name: 'loss', variable: 'loss' }]
      }
    ]
  );
  expect(parameters.map(({ name, type, literal }) => [name, type, literal])).toEqual([
    ['path', 'str', '"data.json"'],
    ['rate', 'float', '0.1'],
    ['depth', 'int', '3']
  ]);
  expect(problems).toEqual([expect.objectContaining({ code: 'ignored-tag', cellNumber: 6 })]);
});

describe('graph', () => {
  test.each(['text', 'mermaid', 'svg'])('--format %s', async format => {
    const { code, out } = await folder.collard('graph', 'pipeline.ipynb', '--format', format);
    expectSample(join(samples, `graph.${format}`), out);
    expect(code).toBe(0);
  });

  test('--json holds the documents', async () => {
    const drawing = await folder.collard('graph', 'pipeline.ipynb', '-f', 'mermaid');
    const { documents } = json<{ documents: readonly { fileName: string; mediaType: string; text: string }[] }>(
      await folder.collard('graph', 'pipeline.ipynb', '-f', 'mermaid', '--json')
    );
    expect(documents).toEqual([{ fileName: 'my-pipeline.mmd', mediaType: 'text/vnd.mermaid', text: drawing.out }]);
  });
});

test.each(['plan', 'graph', 'run', 'explain'])(
  '%s of a notebook without steps shows the problem and exits with 1',
  async command => {
    const { code, out, err } = await folder.collard(command, 'empty.ipynb');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('error[no-steps]: No cell is tagged as a step');
  }
);
