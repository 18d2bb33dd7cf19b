/** What `collard compile` writes for Argo is what a real API server takes, and runs. */
import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadAll } from 'js-yaml';
import { Folder } from '../cli/support/collard.js';
import { useProject } from './support/project.js';
import { settings } from './support/settings.js';
import { ended } from './support/waiting.js';
import type { Reference, Resource } from './support/user.js';

const project = useProject('documents');
const folder = new Folder();
const examples = ['iris', 'titanic', 'mrna-stability', 'ipython-tour'];

// Notebooks and data at the top of the workspace: the image has no folders below /home/jovyan.
beforeAll(() => examples.forEach(example => cpSync(resolve('examples', example), folder.path, { recursive: true })));
afterAll(() => folder.remove());

/** In the namespace of these tests, from a copy of the examples. */
async function compile(notebook: string, ...words: readonly string[]): Promise<readonly Resource[]> {
  const { namespace } = project();
  const options = ['--image', settings.image, '--service-account', 'step', '--namespace', namespace, ...words];
  const { code, out, err } = await folder.collard('compile', `${notebook}.ipynb`, '--target', 'argo', ...options);
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  return loadAll(out) as Resource[];
}

const kinds = [
  ['a Workflow', []],
  ['a Workflow with snapshots', ['--snapshots', 'each-step']],
  ['a Workflow that brings everything along', ['--self-contained']],
  ['a WorkflowTemplate', ['--as', 'template', '--name', 'of-a-test']],
  ['a CronWorkflow', ['--as', 'cron', '--schedule', '0 6 * * *', '--name', 'of-a-test']]
] as const;

describe.each(kinds)('as %s', (_, words) => {
  test.each(examples)(
    '%s is accepted by the API server',
    async example => {
      const documents = await compile(example, ...words);
      expect(documents).not.toHaveLength(0);
      for (const document of documents) {
        await expect(project().admin.tryCreate(document)).resolves.toMatchObject({ kind: document.kind });
      }
    },
    60_000
  );
});

interface WorkflowNode {
  readonly displayName: string;
  readonly phase: string;
  readonly message?: string;
}

test('iris runs on the cluster by its document alone', async () => {
  const { namespace, admin, author } = project();
  const made: Resource[] = [];
  for (const document of await compile('iris', '--self-contained', '--size', '1Gi')) {
    made.push(await admin.create(document));
  }
  const workflow = made.find(({ kind }) => kind === 'Workflow') as Reference;
  const { status } = await ended(author, { ...workflow, metadata: { ...workflow.metadata, namespace } }, 300);
  const nodes = Object.values((status?.['nodes'] ?? {}) as Readonly<Record<string, WorkflowNode>>);
  const problems = nodes.filter(({ phase }) => phase !== 'Succeeded');
  expect({ phase: status?.['phase'], problems }).toEqual({ phase: 'Succeeded', problems: [] });
}, 360_000);
