/** Whole documents, to look at; each is held against the published schemas. */
import { join } from 'node:path';
import type { ArgoOptions } from '../../../../compiler/4-emit/argo/index.js';
import type { Plan } from '../../../../compiler/index.js';
import { step } from '../../../support/notebook.js';
import { expectSample } from '../../../support/samples.js';
import { emitted, judge, planFrom } from './emitted.js';

const fit = planFrom(
  [
    [['imports'], 'import numpy as np'],
    [['pipeline-parameters'], 'path = "data.csv"\nrate: float = 0.5\nlayers = [16, 8]\ndebug = False'],
    [[...step('load_data'), 'retry:3', 'timeout:90s'], 'x = np.loadtxt(path)'],
    [
      [...step('train_model'), 'limit:cpu:2', 'limit:memory:4Gi', 'limit:nvidia.com/gpu:1', 'image:example.org/gpu:2'],
      'model = x.mean() * rate\nif debug:\n    print(layers)'
    ],
    [
      [...step('report'), 'secret:db:password:DB_PASSWORD', 'label:team:blue', 'annotation:owner:Ada: the first'],
      'error = float(model)'
    ],
    [['pipeline-metrics'], 'print(error)']
  ],
  { pipeline_name: 'fit', pipeline_description: 'Fits a line.\n\nThen **tells** about it.' }
);

const parallel = planFrom(
  [
    [step('load'), 'x = [1, 2]'],
    [
      [
        ...step('left'),
        'annotation:collard/node-selector:pool=big',
        'annotation:collard/tolerations:dedicated=ml:NoSchedule'
      ],
      'a = x[0]'
    ],
    [step('right'), 'b = x[1]'],
    [step('join'), 'c = a + b']
  ],
  { pipeline_name: 'parallel' }
);

const rows: readonly (readonly [name: string, plan: Plan, changes: Partial<ArgoOptions>])[] = [
  ['workflow', fit, { namespace: 'team', link: 'https://hub.example.org/lab?collard=run/7' }],
  [
    'template',
    parallel,
    {
      kind: 'template',
      workspace: { kind: 'snapshot', name: null, size: '5Gi', storageClass: 'fast', accessMode: 'ReadWriteOnce' },
      serviceAccount: 'runner',
      imagePullSecrets: ['registry'],
      parallelism: 2,
      requests: { cpu: '100m' },
      environment: { LANG: 'C.UTF-8', PRICE: '$(HOME) costs $5' }
    }
  ],
  [
    'cron',
    parallel,
    {
      kind: 'cron',
      schedules: ['0 6 * * 1-5', '0 9 * * 6'],
      timezone: 'Europe/Berlin',
      workspace: { kind: 'claim', name: 'workspace', accessMode: 'ReadWriteMany' },
      nodeSelector: { zone: 'a' },
      restrictExecutor: false
    }
  ],
  [
    'self-contained',
    parallel,
    {
      kind: 'template',
      program: { kind: 'embedded', archive: 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==' },
      workspace: { kind: 'image', size: '1Gi', storageClass: null, accessMode: 'ReadWriteOnce' },
      mountPath: '/srv/app'
    }
  ],
  [
    'snapshots-final',
    parallel,
    { snapshots: 'final', snapshotClass: 'csi', steps: ['join'], run: '20260101-000000-abcdef', fresh: ['join'] }
  ],
  ['snapshots-each-step', parallel, { snapshots: 'each-step', runAsUser: 2000, runAsGroup: 100, fsGroup: null }]
];

const documents = rows.map(([name, plan, changes]) => ({ name, emission: emitted(plan, changes) }));
const wrong = [
  { entrypoint: 'a', templates: [{ name: 'a', retryStategy: {} }] },
  { entrypoint: 'a', templates: [{ name: 'a', container: { image: 'x', env: [{ name: 'n', value: true }] } }] },
  { entrypoint: 'a', templates: [{ name: 'a', dag: { tasks: [{ template: 'a' }] } }] }
].map(spec => JSON.stringify({ kind: 'Workflow', metadata: {}, spec }));
const judgments = judge([...documents.map(({ emission }) => emission.documents[0]?.text ?? ''), ...wrong]);

describe.each(documents.map(({ name, emission }, place) => ({ name, emission, judgment: judgments[place] })))(
  'document $name',
  ({ name, emission, judgment }) => {
    test('is as expected', () => {
      expectSample(join(__dirname, 'expected', `${name}.yaml`), emission.documents[0]?.text ?? '');
      expect(emission.problems).toEqual([]);
    });

    test("fits Argo's schema and Hera's models, and reads as what was emitted", () => {
      expect(judgment).toEqual({ errors: [], objects: JSON.parse(JSON.stringify(emission.objects)) as unknown });
    });
  }
);

test('the schemas notice a misspelled field, a wrong type and a missing one', () => {
  const found = judgments.slice(documents.length);
  expect(found.map(({ errors }) => errors.length > 0)).toEqual([true, true, true]);
});

test('two compilations give the same text', () => {
  expect(emitted(fit).documents).toEqual(emitted(fit).documents);
});
