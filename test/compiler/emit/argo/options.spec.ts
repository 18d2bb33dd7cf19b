/** What tags and options become, row by row, and what is refused. */
import { load } from 'js-yaml';
import type { ArgoOptions } from '../../../../compiler/4-emit/argo/index.js';
import type { Plan, PlanStep } from '../../../../compiler/index.js';
import { planOf } from '../plans.js';
import { emitted } from './emitted.js';

const one = planOf('example', { only: { metrics: ['loss', 'verlust-größe'] } });

function withStep(changes: Partial<PlanStep>): Plan {
  return { ...one, steps: one.steps.map(step => ({ ...step, ...changes })) };
}

type Json = Readonly<Record<string, unknown>>;

interface Spec extends Json {
  readonly templates: readonly (Json & {
    readonly container?: Json;
    readonly metadata?: Json;
    readonly dag?: { readonly tasks: readonly Json[] };
  })[];
}

function specOf(plan: Plan, changes: Partial<ArgoOptions> = {}): Spec {
  const { objects, problems } = emitted(plan, changes);
  expect(problems).toEqual([]);
  return (JSON.parse(JSON.stringify(objects.at(-1))) as { readonly spec: Spec }).spec;
}

function templateOf(changes: Partial<PlanStep>, options: Partial<ArgoOptions> = {}): Spec['templates'][number] {
  return specOf(withStep(changes), options).templates[1] ?? {};
}

describe('a tag of a step', () => {
  test('limit: is limit and request of the container; a device has a limit only, and its nodes are tolerated', () => {
    const { container, tolerations } = templateOf({ limits: { memory: '4Gi', 'nvidia.com/gpu': '2', cpu: '500m' } });
    expect(container?.['resources']).toEqual({
      requests: { cpu: '500m', memory: '4Gi' },
      limits: { cpu: '500m', memory: '4Gi', 'nvidia.com/gpu': '2' }
    });
    expect(tolerations).toEqual([{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }]);
  });

  test('limit: goes before the usual resources of the options', () => {
    const options = { requests: { cpu: '100m', memory: '1Gi' }, limits: { memory: '2Gi' } };
    expect(templateOf({ limits: { cpu: '2' } }, options).container?.['resources']).toEqual({
      requests: { cpu: '2', memory: '1Gi' },
      limits: { cpu: '2', memory: '2Gi' }
    });
  });

  test.each([
    [{ retry: 0 }, { limit: '2', retryPolicy: 'OnError' }],
    [{ retry: 3 }, { limit: '3', retryPolicy: 'Always', expression: 'asInt(lastRetry.exitCode) != 2' }]
  ])('retry: %j is the strategy %j, with growing pauses', (step, strategy) => {
    expect(templateOf(step)['retryStrategy']).toEqual({
      ...strategy,
      backoff: { duration: '5s', factor: '2', cap: '5m' }
    });
  });

  test.each([
    [null, undefined],
    [90, 90],
    [0.25, 1],
    [1.5, 2]
  ])('timeout: of %p s ends an attempt after %p whole seconds', (timeout, seconds) => {
    expect(templateOf({ timeout })['activeDeadlineSeconds']).toBe(seconds);
  });

  test('image: goes before the image of the options', () => {
    expect(templateOf({ image: 'own:1' }).container?.['image']).toBe('own:1');
    expect(templateOf({}).container?.['image']).toBe('example.org/team/notebook:1');
  });

  test('secret: is a variable that the kubelet fills', () => {
    const secrets = [{ secret: 'db', key: 'pass.word', env: 'PASSWORD' }];
    expect(templateOf({ secrets }).container?.['env']).toEqual([
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'pass.word' } } }
    ]);
  });

  test('label: and annotation: stand on the pod, beside the names of step and cells', () => {
    const changes = { labels: { team: 'blue' }, annotations: { note: 'a: b' }, cells: ['c1', 'c 2'] };
    expect(templateOf(changes).metadata).toEqual({
      labels: { team: 'blue', 'collard/pipeline': 'example', 'collard/step': 'only' },
      annotations: { note: 'a: b', 'collard/step-name': 'only', 'collard/cells': 'c1,c%202' }
    });
  });

  test('annotation:collard/… chooses nodes and stands on no pod', () => {
    const annotations = {
      'collard/node-selector': 'pool=big, example.com/zone=',
      'collard/tolerations': 'dedicated=ml:NoSchedule,spot'
    };
    const { nodeSelector, tolerations, metadata } = templateOf({ annotations }, { nodeSelector: { arch: 'arm64' } });
    expect(nodeSelector).toEqual({ arch: 'arm64', pool: 'big', 'example.com/zone': '' });
    expect(tolerations).toEqual([
      { key: 'dedicated', operator: 'Equal', value: 'ml', effect: 'NoSchedule' },
      { key: 'spot', operator: 'Exists' }
    ]);
    expect(Object.keys(metadata?.['annotations'] as Json)).toEqual(['collard/step-name', 'collard/cells']);
  });

  test('metrics are output parameters with a default; other letters than Argo knows are told apart by a digest', () => {
    const { outputs } = templateOf({}) as unknown as { outputs: { parameters: { name: string; valueFrom: Json }[] } };
    expect(outputs.parameters.map(({ name }) => name)).toEqual([
      'metric-loss',
      expect.stringMatching(/^metric-verlust-groe-[0-9a-f]{6}$/),
      'values',
      'record',
      'phase'
    ]);
    expect(outputs.parameters.map(({ valueFrom }) => valueFrom['default'])).toEqual(['', '', '', '', '']);
  });
});

describe('the order of steps', () => {
  const plan = planOf('p', { a: {}, b_1: { after: ['a'] }, c: { after: ['a'] }, d: { inputs: { x: 'b_1', y: 'c' } } });

  const orderOf = (changes: Partial<ArgoOptions>): readonly unknown[] =>
    (specOf(plan, changes).templates[0]?.dag?.tasks ?? []).map(({ name, depends }) => [name, depends ?? '']);

  test('is depends of the tasks', () => {
    expect(orderOf({})).toEqual([
      ['a', ''],
      ['b-1', 'a'],
      ['c', 'a'],
      ['d', 'b-1 && c']
    ]);
  });

  test('leaves out steps whose results are there', () => {
    expect(orderOf({ steps: ['c', 'd'] })).toEqual([
      ['c', ''],
      ['d', 'c']
    ]);
  });

  test('waits for the snapshot after each step', () => {
    expect(orderOf({ steps: ['a', 'c'], snapshots: 'each-step' })).toEqual([
      ['a', ''],
      ['c', 'collard-snapshot-after-a'],
      ['collard-snapshot-after-a', 'a.Succeeded'],
      ['collard-snapshot-after-c', 'c.Succeeded']
    ]);
  });

  const shared = { kind: 'claim', name: 'w', accessMode: 'ReadWriteMany' } as const;
  test.each<readonly [string, Partial<ArgoOptions>, boolean]>([
    ['steps may overlap on a volume of one node', {}, true],
    ['no two of the steps that run may overlap', { steps: ['a', 'c'] }, false],
    ['any node may mount the volume', { workspace: shared }, false]
  ])('pods are kept on one node when %s', (_, changes, kept) => {
    expect(specOf(plan, changes)['affinity'] !== undefined).toBe(kept);
  });
});

describe("Argo's own containers are locked down", () => {
  test('for all pods, or, as pods that take snapshots have no "wait", for those of steps', () => {
    expect(specOf(one)['podSpecPatch']).toContain('name: wait');
    const { podSpecPatch, templates } = specOf(one, { snapshots: 'final' });
    expect([podSpecPatch, ...templates.map(template => typeof template['podSpecPatch'])]).toEqual([
      undefined,
      'undefined',
      'string',
      'undefined'
    ]);
    expect(JSON.stringify(specOf(one, { restrictExecutor: false }))).not.toContain('podSpecPatch');
  });
});

/** The rules of the restricted Pod Security Standard that a pod of ours could break (Kubernetes documentation, same name). */
function restrictedViolations(pod: PodSecurity): readonly string[] {
  const {
    securityContext: { runAsNonRoot, runAsUser, seccompProfile },
    containers
  } = pod;
  return [
    ...(runAsNonRoot === true && runAsUser !== 0 ? [] : ['root']),
    ...(seccompProfile?.type === 'RuntimeDefault' ? [] : ['seccomp']),
    ...containers.flatMap(({ name, securityContext }) => [
      ...(securityContext?.allowPrivilegeEscalation === false ? [] : [`escalation of ${name}`]),
      ...(securityContext?.capabilities?.drop.includes('ALL') === true ? [] : [`capabilities of ${name}`])
    ])
  ];
}

interface PodSecurity {
  readonly securityContext: { runAsNonRoot?: boolean; runAsUser?: number; seccompProfile?: { type: string } };
  readonly containers: readonly NamedContainer[];
}

interface NamedContainer {
  readonly name: string;
  readonly securityContext?: { allowPrivilegeEscalation?: boolean; capabilities?: { drop: readonly string[] } };
}

/** A step's pod as Argo builds it, after the patch. */
function podSecurityOf(spec: Spec): PodSecurity {
  const step = spec.templates[1] ?? {};
  const text = (step['podSpecPatch'] ?? spec['podSpecPatch'] ?? '{}') as string;
  const patch = load(text) as { initContainers?: readonly NamedContainer[]; containers?: readonly NamedContainer[] };
  const patched = [...(patch.initContainers ?? []), ...(patch.containers ?? [])];
  const argo = ['init', 'wait'].map(name => patched.find(container => container.name === name) ?? { name });
  const main = { name: 'main', ...step.container } as NamedContainer;
  return { securityContext: spec['securityContext'] as PodSecurity['securityContext'], containers: [...argo, main] };
}

test.each<readonly [Partial<ArgoOptions>, readonly string[]]>([
  [{}, []],
  [{ snapshots: 'each-step' }, []],
  [
    { restrictExecutor: false },
    ['escalation of init', 'capabilities of init', 'escalation of wait', 'capabilities of wait']
  ]
])('pods with %j break these rules of the restricted Pod Security Standard: %j', (changes, broken) => {
  expect(restrictedViolations(podSecurityOf(specOf(one, changes)))).toEqual(broken);
});

const large = (size: number): string => 'x'.repeat(size);

const longText = (size: number): Plan['parameters'] => [
  { name: 'p', type: 'str', literal: JSON.stringify(large(size)), value: '', cell: 'c', line: 1 }
];

describe('is refused', () => {
  test.each<readonly [string, Plan, Partial<ArgoOptions>]>([
    ['image-missing', one, { image: null }],
    ['invalid-image', withStep({ image: '{{workflow.name}}' }), {}],
    ['unknown-resource', withStep({ limits: { gpu: '1' } }), {}],
    ['unknown-resource', withStep({ limits: { 'nvidia.com/gpu': '500m' } }), {}],
    ['invalid-scheduling', withStep({ annotations: { 'collard/node-selector': 'big' } }), {}],
    ['invalid-scheduling', withStep({ annotations: { 'collard/tolerations': 'a=b:Sometimes' } }), {}],
    ['schedule-missing', one, { kind: 'cron' }],
    ['no-steps', one, { steps: [] }],
    ['invalid-user', one, { runAsUser: 0 }],
    ['invalid-name', one, { name: 'Big' }],
    ['invalid-name', one, { name: 'a'.repeat(53), kind: 'cron', schedules: ['0 0 * * *'] }],
    ['invalid-name', one, { namespace: '{{workflow.name}}' }],
    ['invalid-name', one, { run: '../x' }],
    ['invalid-path', one, { mountPath: 'home' }],
    ['invalid-path', one, { mountPath: '/a b' }],
    ['invalid-path', one, { python: 'python -c' }],
    ['invalid-link', one, { link: 'javascript:alert(1)' }],
    [
      'invalid-size',
      one,
      {
        workspace: { kind: 'image', size: 'much', storageClass: null, accessMode: 'ReadWriteMany' },
        program: { kind: 'embedded', archive: '' }
      }
    ],
    [
      'program-missing',
      one,
      { workspace: { kind: 'image', size: '1Gi', storageClass: null, accessMode: 'ReadWriteOnce' } }
    ],
    ['too-large', one, { program: { kind: 'embedded', archive: large(1_400_000) } }],
    ['too-large', { ...one, parameters: longText(1 << 20) }, {}],
    ['too-large', { ...withStep({ parameters: ['p'] }), parameters: longText(100_000) }, {}]
  ])('with %s: no document, a message and a hint', (code, plan, changes) => {
    const { documents, objects, problems } = emitted(plan, changes);
    expect({ documents, objects }).toEqual({ documents: [], objects: [] });
    expect(problems.filter(({ severity }) => severity === 'error').map(problem => problem.code)).toEqual([code]);
    for (const { message, hint } of problems) {
      expect([message, hint]).toEqual([
        expect.stringMatching(/^[^\n]{10,}[.]$/),
        expect.stringMatching(/^[^\n]{5,}[.]$/)
      ]);
    }
  });
});

test('names that are too long for Kubernetes keep their beginning', () => {
  const plan = { ...one, name: `a${'-b'.repeat(31)}` };
  const names = (['workflow', 'template', 'cron'] as const).map(kind => {
    const { objects } = emitted(plan, { kind, schedules: ['0 0 * * *'] });
    const { name, generateName } = objects.at(-1)?.metadata ?? {};
    return name ?? generateName ?? '';
  });
  expect(names.map(name => name.length)).toEqual([57, 63, 52]); // the first ends in a dash, which the cluster goes on from
  expect(names.every(name => name.startsWith('a-b-b-b'))).toBe(true);
});
