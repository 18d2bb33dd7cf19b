/** What recorded Workflows of Argo 4 say about steps, and what pods' logs and messages of Kubernetes mean. Runs themselves: test/cluster. */
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { outcomeEvents } from '../../engine/argo/outcome.js';
import { objectName } from '../../engine/argo/names.js';
import { filesIn } from '../../engine/argo/frames.js';
import { podLog, type LogPart } from '../../engine/argo/pod-log.js';
import { endOf, nodesOfSteps, workflowSchema, type NodeOfStep } from '../../engine/argo/workflow.js';
import { isPassing } from '../../engine/kubernetes/failure.js';
import { endReason, inWords } from '../../engine/kubernetes/waiting-reason.js';
import { plan } from '../support/plan.js';

const steps = plan({
  good: { code: '' },
  bad: { code: '', after: ['good'] },
  after: { code: '', after: ['bad'] },
  aside: { code: '', after: ['good'] },
  shaky: { code: '' }
});

function sample(name: string): Record<string, unknown> & { status: Record<string, unknown> } {
  return JSON.parse(readFileSync(`test/engine/samples/argo/${name}.json`, 'utf8')) as never;
}

function nodes(object: unknown): readonly (readonly [string, number, string])[] {
  return nodesOfSteps(workflowSchema.parse(object), steps).map(({ step, attempt, phase }) => [step, attempt, phase]);
}

const ofFailed = [
  ['good', 1, 'succeeded'],
  ['bad', 1, 'failed'],
  ['after', 1, 'left-out'],
  ['aside', 1, 'succeeded']
] as const;

test('a failed Workflow: each step by its own name, what was left out as well', () => {
  expect(nodes(sample('failed'))).toEqual(ofFailed);
  expect(endOf(workflowSchema.parse(sample('failed')))).toBe('failed');
});

test.each([
  ['gzip', gzipSync],
  ['zstd', zstdCompressSync]
])('nodes that were compressed with %s read the same', (_, compress) => {
  const { metadata, status } = sample('failed');
  const { nodes: all, ...rest } = status;
  const compressedNodes = compress(Buffer.from(JSON.stringify(all))).toString('base64');
  expect(nodes({ metadata, status: { ...rest, compressedNodes } })).toEqual(ofFailed);
});

test('attempts of a step that is tried again are counted', () => {
  expect(nodes(sample('retried'))).toEqual([
    ['shaky', 1, 'failed'],
    ['shaky', 2, 'succeeded']
  ]);
});

test('a Workflow that has not begun has no steps and no end', () => {
  expect(nodes({ metadata: { name: 'new' } })).toEqual([]);
  expect(endOf(workflowSchema.parse({ metadata: { name: 'new' } }))).toBeNull();
});

const ended: NodeOfStep = {
  step: 'hungry',
  attempt: 1,
  pod: 'hungry-1',
  phase: 'failed',
  message: 'main: OOMKilled (exit code 137)',
  seconds: 3,
  outputs: new Map()
};

test('where the log has no word of the end, Argo has: a failure, a result, a result that was there', () => {
  const [step] = plan({ hungry: { code: '', metrics: ['score'] } }).steps;
  if (step === undefined) {
    throw new Error('the plan has a step');
  }
  const limited = { ...step, limits: { memory: '100Mi' } };
  expect(outcomeEvents(limited, ended)).toMatchObject([
    {
      type: 'step-failed',
      error: { code: 'killed', message: 'the step used more memory than its limit, which is 100Mi' }
    }
  ]);
  const outputs = new Map([
    ['record', 'key/id'],
    ['phase', 'succeeded'],
    ['metric-score', '0.5']
  ]);
  const well = { ...ended, phase: 'succeeded', message: '', outputs } as const;
  expect(outcomeEvents(limited, well)).toMatchObject([
    { type: 'metric', name: 'score', value: 0.5 },
    { type: 'step-succeeded', record: 'key/id' }
  ]);
  const cached = { ...well, outputs: new Map([...outputs, ['phase', 'cached'] as const]) };
  expect(outcomeEvents(limited, cached)).toMatchObject([{ type: 'step-cached', metrics: { score: 0.5 } }]);
});

test.each([
  ['ImagePullBackOff: Back-off pulling image "a/b:1"', 'the image cannot be pulled: Back-off pulling image "a/b:1"'],
  ['Unschedulable: 0/3 nodes are available: 3 Insufficient nvidia.com/gpu.', 'no node has a free GPU'],
  ['Unschedulable: 0/3 nodes are available: 3 Insufficient memory.', 'no node has enough memory left'],
  ['Unschedulable: pod has unbound immediate PersistentVolumeClaims', 'its volume is being made'],
  ['CreateContainerConfigError: secret "db" not found', 'a secret or setting is missing: secret "db" not found']
])('%s means: %s', (text, words) => {
  expect(inWords(text)?.message).toBe(words);
});

test('messages without news are no reason', () => {
  expect(inWords('PodInitializing')).toBeNull();
  expect(endReason('Pod was active on the node longer than the specified deadline', null)).toBe(
    'the step ran longer than its timeout'
  );
});

test("a pod's log: events, what the step printed, and nothing of Argo's", async () => {
  const event = '::collard:: {"type":"metric","step":"a","attempt":1,"name":"m","value":1}';
  const lines = [
    'hello',
    '',
    event,
    '',
    'no end of line',
    event,
    'time="2026" level=info msg="done" argo=true',
    '',
    ''
  ];
  const parts: LogPart[] = [];
  for await (const part of podLog(Readable.from([`${lines.join('\n')}\n`]))) {
    parts.push(part);
  }
  const texts = parts.map(part => (part.kind === 'text' ? part.line : part.event.type));
  expect(texts).toEqual(['hello', 'metric', '', 'no end of line', 'metric', '']);
});

test('files in a stream arrive whole wherever it is cut, and an early end is a failure', async () => {
  const bytes = Buffer.from('{"path":"a","size":5}\n12\n45{"path":"b","size":0}\n{}\n');
  for (let cut = 1; cut < bytes.length; cut++) {
    const found: string[] = [];
    for await (const { path, content } of filesIn(Readable.from([bytes.subarray(0, cut), bytes.subarray(cut)]))) {
      found.push(`${path}=${content.toString()}`);
    }
    expect(found).toEqual(['a=12\n45', 'b=']);
  }
  const short = filesIn(Readable.from([bytes.subarray(0, 25)]));
  await expect(short.next()).rejects.toThrow('ended in the middle of a file');
});

test('names follow from the run, and are short enough for Argo', () => {
  const run = '20261124-223119858-4fd9f4';
  expect(objectName('fit', run)).toBe(`fit-${run}`);
  expect(objectName(`${'long-name-'.repeat(9)}end`, run)).toHaveLength(63);
});

test.each([
  [{ code: 429 }, true],
  [{ code: 503 }, true],
  [{ code: 404 }, false],
  [{ code: 422 }, false],
  [new TypeError('fetch failed'), true],
  [Object.assign(new Error('no'), { code: 'ECONNRESET' }), true],
  [new Error('a mistake of ours'), false]
])('%p passes: %p', (error, passes) => {
  expect(isPassing(error)).toBe(passes);
});
