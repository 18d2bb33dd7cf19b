/** Notebooks of Kale keep everything of theirs: after one edit and a save, the file differs in that edit and nowhere else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { letJupyterWrite } from './support/letting-jupyter-write.js';
import { PipelinePage } from './support/pipeline-page.js';
import { browserSession } from './support/session.js';

const session = browserSession();

const kernel = {
  kernelspec: { display_name: 'Python 3 (ipykernel)', language: 'python', name: 'python3' },
  language_info: { name: 'python' }
};

/** As Kale 0.7 of Arrikto wrote it. */
const kale07 = {
  zebra: { first: 1 },
  kubeflow_notebook: {
    autosnapshot: true,
    docker_image: 'gcr.io/arrikto/jupyter-kale:v0.5.0',
    experiment: { id: 'new', name: 'titanic' },
    experiment_name: 'titanic',
    katib_metadata: {
      algorithm: { algorithmName: 'grid' },
      maxFailedTrialCount: 3,
      maxTrialCount: 12,
      objective: { additionalMetricNames: [], goal: 0.95, objectiveMetricName: 'accuracy', type: 'maximize' },
      parallelTrialCount: 3,
      parameters: [{ feasibleSpace: { max: '10', min: '1e-4', step: '1' }, name: 'depth', parameterType: 'double' }]
    },
    katib_run: true,
    pipeline_description: 'Überleben — 🚢',
    pipeline_name: 'titanic-ml',
    snapshot_volumes: true,
    steps_defaults: ['label:access-ml-pipeline:true', 'limit:nvidia.com/gpu:1'],
    volume_access_mode: 'rwm',
    volumes: [
      { annotations: [], mount_point: '/marshal', name: 'data', size: 5, size_type: 'Gi', snapshot: false, type: 'pvc' }
    ]
  },
  alpha: [3, 1, 2],
  ...kernel,
  'future-tool': null
};

const cells07 = [
  cell({ tags: ['imports', 'hide-input'], collapsed: true }, 'import math'),
  cell({ tags: ['pipeline-parameters'] }, 'depth = 3'),
  cell(
    {
      jupyter: { source_hidden: false },
      tags: [
        'papermill',
        'annotation:note:a:b',
        'block:load',
        'limit:nvidia.com/gpu:1',
        'label:team:x',
        'unknown:tag',
        '🦊'
      ],
      zz: { keep: ['me'] }
    },
    'data = math.pi * depth'
  ),
  cell({ tags: ['block:'] }, '# nothing'),
  cell({ tags: ['prev:load', 'remove-output', 'block:train'] }, 'model = data + 1'),
  cell({ tags: ['skip'] }, 'print(1)'),
  cell({ tags: ['pipeline-metrics'] }, 'print(model)')
];

/** As Kale 2 writes it. */
const kale2 = {
  ...kernel,
  kubeflow_notebook: {
    base_image: 'python:3.12',
    enable_caching: true,
    experiment: { id: '', name: 'Kale' },
    experiment_name: 'Kale',
    pipeline_description: '',
    pipeline_name: 'taxi',
    steps_defaults: ['cache:enabled'],
    storage_class_name: ''
  }
};

const cells2 = [
  cell({ tags: ['functions'] }, 'def twice(x):\n    return 2 * x'),
  cell(
    {
      tags: ['step:load', 'cache:disabled', 'image:python:3.12', 'secret:token:key:API_KEY', 'report:enabled', 'mine']
    },
    'data = twice(2)'
  ),
  cell(
    { editable: true, slideshow: { slide_type: 'slide' }, tags: ['step:train', 'prev:load', 'limit:memory:4Gi'] },
    'm = data'
  )
];

const edits: readonly (readonly [
  title: string,
  name: string,
  metadata: object,
  cells: readonly object[],
  cell: number,
  change: (tag: string) => string
])[] = [
  ['Kale 0.7', 'kale 0.7.ipynb', kale07, cells07, 4, tag => (tag === 'block:train' ? 'block:teach' : tag)],
  ['Kale 2', 'kale-2.ipynb', kale2, cells2, 2, tag => (tag === 'step:train' ? 'step:teach' : tag)]
];

test.each(edits)(
  'a notebook of %s',
  async (_, name, metadata, cells, index, change) => {
    session.server.writeNotebook(name, { cells, metadata, nbformat: 4, nbformat_minor: 5 });
    await letJupyterWrite(session, name);
    const before = file(name);
    const lab = await session.open(name);
    const pipeline = new PipelinePage(lab);
    await lab.untilKernelIsIdle();
    await pipeline
      .chip(index)
      .getByText('train')
      .waitFor({ timeout: 9000 })
      .catch(() => lab.page.screenshot({ path: '/tmp/adv/rt.png' }));
    expect(await lab.isDirty()).toBe(false);

    await pipeline.chip(index).click();
    await lab.page.getByRole('dialog').getByLabel('Step', { exact: true }).fill('teach');
    await lab.page.keyboard.press('Enter');
    await lab.page.keyboard.press('Escape');
    await pipeline.chip(index).getByText('teach').waitFor();
    await lab.command('docmanager:save');

    expect(file(name)).toBe(withTags(before, index, change));
    expect(lab.errors).toEqual([]);
    await lab.close();
  },
  120_000
);

/** The text of the file with these tags changed and nothing else. */
function withTags(text: string, index: number, change: (tag: string) => string): string {
  const notebook = JSON.parse(text) as { cells: { metadata: { tags: string[] } }[] };
  const tags = notebook.cells[index]?.metadata.tags ?? [];
  const changed = tags.filter(tag => change(tag) !== tag);
  expect(changed.length).toBe(1);
  return changed.reduce((now, tag) => now.replace(JSON.stringify(tag), JSON.stringify(change(tag))), text);
}

function file(name: string): string {
  return readFileSync(join(session.server.root, name), 'utf8');
}

function cell(metadata: object, source: string): object {
  const id = `id-${source.replace(/\W+/g, '-')}`.slice(0, 60);
  return { cell_type: 'code', execution_count: null, id, metadata, outputs: [], source };
}
