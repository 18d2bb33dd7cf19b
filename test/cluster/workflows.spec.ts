/** A Workflow of Argo on a clone of a snapshot: the way in which pipelines run. */
import { claim, claimSpec, podSecurity, pythonContainer, pythonPod, snapshot } from './support/objects.js';
import type { Named } from './support/objects.js';
import { becomes, ended } from './support/waiting.js';
import { useProject } from './support/project.js';

const project = useProject('workflows');

beforeAll(async () => {
  const { namespace, admin, author } = project();
  await admin.create(claim(namespace, 'home'));
  const pod = pythonPod(namespace, 'write', 'home', "open('/data/words.txt', 'w').write('one two three')");
  await admin.create(pod);
  await ended(admin, pod);
  const taken = snapshot(namespace, 'home-now', 'home');
  await author.create(taken);
  await becomes(author, taken, ({ status }) => status?.['readyToUse'] === true);
}, 120_000);

const volumeMounts = [{ name: 'work', mountPath: '/data' }];

/** Two steps: the second one reads a file and a parameter of the first. */
function twoSteps(namespace: string, name: string): Named {
  const count = "text = open('/data/words.txt').read(); open('/data/count.txt', 'w').write(str(len(text.split())))";
  const check = "import sys; assert open('/data/count.txt').read() == '{{inputs.parameters.count}}' == '3'";
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name, namespace },
    spec: {
      entrypoint: 'steps',
      serviceAccountName: 'step',
      securityContext: podSecurity,
      volumeClaimGC: { strategy: 'OnWorkflowCompletion' },
      volumeClaimTemplates: [{ metadata: { name: 'work' }, spec: claimSpec({ snapshot: 'home-now' }) }],
      templates: [
        {
          name: 'steps',
          dag: {
            tasks: [
              { name: 'count', template: 'count' },
              {
                name: 'check',
                template: 'check',
                depends: 'count',
                arguments: countOf('{{tasks.count.outputs.parameters.count}}')
              }
            ]
          }
        },
        {
          name: 'count',
          outputs: { parameters: [{ name: 'count', valueFrom: { path: '/data/count.txt' } }] },
          container: { ...pythonContainer(count), volumeMounts }
        },
        {
          name: 'check',
          inputs: { parameters: [{ name: 'count' }] },
          container: { ...pythonContainer(check), volumeMounts }
        }
      ]
    }
  };
}

function countOf(value: string): object {
  return { parameters: [{ name: 'count', value }] };
}

interface WorkflowNode {
  readonly displayName: string;
  readonly type: string;
  readonly phase: string;
  readonly outputs?: { readonly parameters?: readonly { readonly name: string; readonly value: string }[] };
}

test("two steps share a clone and a parameter, by the author's and the step's rights; the clone goes with the run", async () => {
  const { namespace, admin, author } = project();
  const workflow = twoSteps(namespace, 'two-steps');
  await author.create(workflow);
  const { status } = await ended(author, workflow);

  expect(status).toMatchObject({ phase: 'Succeeded' });
  const nodes = Object.values(status?.['nodes'] as Readonly<Record<string, WorkflowNode>>);
  const pods = nodes.filter(({ type }) => type === 'Pod');
  expect(pods.map(({ displayName, phase }) => `${displayName}: ${phase}`).sort()).toEqual([
    'check: Succeeded',
    'count: Succeeded'
  ]);
  const count = pods.find(({ displayName }) => displayName === 'count');
  expect(count?.outputs?.parameters).toMatchObject([{ name: 'count', value: '3' }]);

  const claims = async (): Promise<readonly string[]> =>
    (await admin.list('v1', 'PersistentVolumeClaim', namespace)).map(({ metadata }) => metadata?.name ?? '');
  await becomes(author, workflow, ({ status }) => status?.['persistentVolumeClaims'] === undefined);
  await expect(claims()).resolves.toEqual(['home']);
}, 180_000);

test('a Workflow that is wrong is refused when it is made, with a reason', async () => {
  const { namespace, author } = project();
  const workflow = twoSteps(namespace, 'wrong');
  const spec = { ...(workflow.spec as object), entrypoint: 5 };
  await expect(author.create({ ...workflow, spec })).rejects.toMatchObject({
    code: 422,
    body: expect.stringContaining('spec.entrypoint') as string
  });
});
