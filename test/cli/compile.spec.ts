/** `collard compile`: documents for Argo, and steps that run from them as pods would start them. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadAll } from 'js-yaml';
import { podsOf } from '../support/argo-pods.js';
import type { ArgoPod, ArgoWorkflow, RunFacts } from '../support/argo-pods.js';
import { notebook, step } from '../support/notebook.js';
import { Folder, json, python } from './support/collard.js';

const flagship = resolve(__dirname, '../../examples/mrna-stability');
const outputs = '/tmp/collard-outputs';

interface EndedPod {
  readonly template: string;
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Output parameters, as Argo would read them. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** Folders of this machine in place of the mounts of pods. */
type Mounts = Readonly<Record<string, string>>;

/** Starts exactly the command of a pod, with the environment that its document gives it and, of ours, what images set. */
function run(pod: ArgoPod, mounts: Mounts, secrets: Readonly<Record<string, string>> = {}): EndedPod {
  const folder = join(mounts['/collard/outputs'] ?? '', pod.template);
  const mounted = (word: string): string =>
    Object.entries({ ...mounts, [outputs]: folder }).reduce((text, [from, to]) => text.replaceAll(from, to), word);
  const [command = '', ...words] = [...pod.command, ...pod.args].map(mounted);
  const values = Object.fromEntries(Object.entries(pod.secrets).map(([name, key]) => [name, secrets[key] ?? '']));
  const { status, stdout, stderr } = spawnSync(command, words, {
    cwd: '/',
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...pod.env, ...values }
  });
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return {
    template: pod.template,
    code: status,
    out: stdout,
    err: stderr,
    outputs: Object.fromEntries(files.map(name => [name, readFileSync(join(folder, name), 'utf8')]))
  };
}

function podsIn(text: string, facts: RunFacts): readonly ArgoPod[] {
  return podsOf(loadAll(text).at(-1) as ArgoWorkflow, facts);
}

function metricsOf(pods: readonly EndedPod[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    pods.flatMap(pod =>
      Object.entries(pod.outputs)
        .filter(([name]) => name.startsWith('metric-'))
        .map(([name, text]) => [name.slice('metric-'.length), Number(text)])
    )
  );
}

interface RunLine {
  readonly type: string;
  readonly step?: string;
  readonly name?: string;
  readonly value?: number;
}

function events({ out }: { readonly out: string }): readonly RunLine[] {
  return out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as RunLine);
}

describe('the flagship as pods', () => {
  const folder = new Folder();
  afterAll(() => folder.remove());
  const path = 'science/mrna stability {{workflow.name}}';
  const notebookPath = `${path}/mrna-stability.ipynb`;
  /** A clone of the workspace, as a snapshot makes one for a run. */
  const clone = (name: string): string => {
    const target = join(folder.path, '..', `${folder.path.split('/').at(-1) ?? ''}-${name}`);
    cpSync(folder.path, target, { recursive: true });
    return target;
  };
  let text = '';
  const clones: string[] = [];
  afterAll(() => clones.forEach(name => rmSync(name, { recursive: true, force: true })));

  beforeAll(async () => {
    mkdirSync(join(folder.path, path), { recursive: true });
    cpSync(flagship, join(folder.path, path), { recursive: true });
    const { out, code } = await folder.collard('compile', notebookPath, '--image', 'x', '--python', python);
    expect(code).toBe(0);
    text = out;
  });

  test('all steps run in order in a clone of the workspace, with the metrics of a run here, which then are hits here', async () => {
    const [there, back] = [clone('there'), new Folder()];
    clones.push(there, back.path);
    const mounts = {
      '/home/jovyan': there,
      '/collard/outputs': join(there, '../', `${there.split('/').at(-1) ?? ''}-out`)
    };
    clones.push(mounts['/collard/outputs']);
    const pods = podsIn(text, { name: 'fresh-1' }).map(pod => run(pod, mounts));
    expect(pods.map(({ code, outputs: { phase } }) => [code, phase])).toEqual(pods.map(() => [0, 'succeeded']));

    const here = events(await folder.collard('run', notebookPath, '--json'));
    const metrics = Object.fromEntries(
      here.flatMap(({ type, name = '', value }) => (type === 'metric' ? [[name, value]] : []))
    );
    expect(Object.keys(metrics).length).toBeGreaterThan(0);
    expect(metricsOf(pods)).toEqual(metrics);

    cpSync(there, back.path, { recursive: true });
    const again = events(await back.collard('run', notebookPath, '--json'));
    const ended = again.filter(({ type }) => type === 'step-cached' || type === 'step-succeeded');
    expect(ended.map(({ type }) => type)).toEqual(pods.map(() => 'step-cached'));

    const later = clone('later');
    clones.push(later);
    const cached = podsIn(text, { name: 'later-1' }).map(pod => run(pod, { ...mounts, '/home/jovyan': later }));
    expect(cached.map(({ code, outputs: { phase } }) => [code, phase])).toEqual(cached.map(() => [0, 'cached']));
    expect(metricsOf(cached)).toEqual(metrics);
  }, 600_000);
});

const small = notebook(
  [
    [['pipeline-parameters'], 'text = "{{workflow.name}} $(HOME) \\" \\n"\nfactor: float = 2'],
    [step('make_file'), 'with open("made.txt", "w") as file:\n    _ = file.write(text)\nlength = len(text)'],
    [
      [...step('use'), 'secret:vault:key:SECRET_KEY', 'retry:2'],
      'import os\nshown = open("made.txt").read()\nscore = length * factor\nprint(os.environ["SECRET_KEY"])\nassert "COLLARD_PARAMETERS" not in os.environ'
    ],
    [['pipeline-metrics'], 'print(score)']
  ],
  { pipeline_name: 'small' }
);

describe('a self-contained document', () => {
  const folder = new Folder({ 'small.ipynb': small });
  afterAll(() => folder.remove());
  let text = '';
  let mounts: Mounts = {};

  beforeAll(async () => {
    const words = ['--self-contained', '--image', 'x', '--python', python, '--mount-path', '/srv/app'];
    text = (await folder.collard('compile', 'small.ipynb', ...words)).out;
    const [configMap] = loadAll(text) as { data: Record<string, string>; binaryData: Record<string, string> }[];
    const program = join(folder.path, 'program');
    mkdirSync(program);
    Object.entries(configMap?.data ?? {}).forEach(([name, content]) => writeFileSync(join(program, name), content));
    Object.entries(configMap?.binaryData ?? {}).forEach(([name, content]) =>
      writeFileSync(join(program, name), content, 'base64')
    );
    mounts = {
      '/collard/program': program,
      '/collard/store': join(folder.path, 'store'),
      '/collard/outputs': join(folder.path, 'outputs')
    };
  });

  /** Each pod starts from the image: nothing of what an earlier one wrote is there. */
  const inImages = (facts: RunFacts): readonly EndedPod[] =>
    podsIn(text, facts).map((pod, place) => {
      const image = join(folder.path, facts.name, String(place));
      mkdirSync(image, { recursive: true });
      return run(pod, { ...mounts, '/srv/app': image }, { 'vault/key': 'hunter22' });
    });

  test('leaves nothing in the workspace', () => {
    expect(existsSync(join(folder.path, '.collard'))).toBe(false);
  });

  test('runs without the workspace: values come from the store, and files that earlier steps wrote are put back', () => {
    const pods = inImages({ name: 'first' });
    expect(pods.map(({ code, err }) => [code, err])).toEqual([
      [0, ''],
      [0, '']
    ]);
    const value = '{{workflow.name}} $(HOME) " \n';
    const [made, used] = pods.map(({ outputs: { values = '{}' } }) => JSON.parse(values) as unknown);
    expect(made).toEqual({ length: value.length });
    expect(used).toEqual({ score: value.length * 2, shown: value });
    expect(metricsOf(pods)).toEqual({ score: value.length * 2 });
  });

  test('masks secrets in what a pod prints', () => {
    const [, used] = inImages({ name: 'secret', typed: { text: 'not yet seen' } });
    expect(used?.out).toContain('***');
    expect(used?.out).not.toContain('hunter22');
  });

  test('takes what somebody types into the form of a run', () => {
    const pods = inImages({ name: 'typed', typed: { text: "$(PATH){{x}}'", factor: '3' } });
    expect(metricsOf(pods)).toEqual({ score: 13 * 3 });
  });

  test.each([
    [{ factor: 'three' }, 'the parameter factor is of type float'],
    [{ factor: 'python:"x"' }, 'the parameter factor is of type float']
  ])('a value that does not fit (%j) ends the step with the code that forbids another attempt', (typed, message) => {
    const [, used] = inImages({ name: `wrong-${JSON.stringify(typed).length}`, typed });
    expect(used?.code).toBe(2);
    expect(used?.err).toContain(message);
    const [event] = (used?.out ?? '').split('\n').filter(line => line.startsWith('::collard:: '));
    expect(JSON.parse(event?.slice('::collard:: '.length) ?? '')).toMatchObject({
      type: 'step-failed',
      step: 'use',
      attempt: 1
    });
  });

  test('a step whose input is not there says so', () => {
    const pod = podsIn(text, { name: 'alone' })[1];
    const ended = pod === undefined ? null : run(pod, { ...mounts, '/srv/app': folder.path });
    expect(ended?.code).toBe(2);
    expect(ended?.err).toContain('the value of length, which step make_file provides, is not in');
  });

  test('later attempts have folders of their own', () => {
    inImages({ name: 'again' });
    inImages({ name: 'again', retries: 1 });
    const attempts = readdirSync(join(folder.path, 'store/runs/again/steps/use'));
    expect(attempts.sort()).toEqual(['1', '2', 'result.json']);
  });
});

describe('the command', () => {
  const folder = new Folder({
    'small.ipynb': small,
    'elsewhere/other.txt': ''
  });
  afterAll(() => folder.remove());

  test('puts the plan and the step runner where pods look for them, and writes where it is told', async () => {
    const { code, out, err } = await folder.collard('compile', 'small.ipynb', '--image', 'x', '-o', 'small.yaml');
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toContain('small.yaml written');
    const [pod] = podsIn(readFileSync(join(folder.path, 'small.yaml'), 'utf8'), { name: 'x' });
    for (const path of [pod?.command[1] ?? '', pod?.args[1] ?? '']) {
      expect(existsSync(path.replace('/home/jovyan', folder.path))).toBe(true);
    }
  });

  test('sets parameters, also to texts that Argo would replace', async () => {
    const words = ['-p', 'text={{workflow.name}}', '-p', 'factor=7', '--image', 'x'];
    const { out } = await folder.collard('compile', 'small.ipynb', ...words);
    const [workflow] = loadAll(out) as { spec: { arguments: { parameters: { name: string; value: string }[] } } }[];
    expect(workflow?.spec.arguments.parameters.slice(0, 2).map(({ value }) => value)).toEqual([
      'python:"\\x7b{workflow.name}}"',
      '7.0'
    ]);
  });

  test('--json holds documents and problems', async () => {
    const answer = await folder.collard('compile', 'small.ipynb', '--json');
    expect(answer.code).toBe(1);
    const { documents, problems } = json<{
      documents: readonly unknown[];
      problems: readonly { code: string; step: string }[];
    }>(answer);
    expect(documents).toEqual([]);
    expect(problems.map(({ code, step: name }) => [code, name])).toEqual([
      ['missing-dep', 'use'],
      ['image-missing', 'make_file'],
      ['image-missing', 'use']
    ]);
  });

  test('refuses what no document can be made of, with a hint', async () => {
    const { code, out, err } = await folder.collard('compile', 'small.ipynb');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('error[image-missing]: Step make_file has no container image.');
    expect(err).toContain('hint: Name one for all steps');
  });

  test('refuses a notebook with errors, before anything is stored', async () => {
    const other = new Folder({ 'broken.ipynb': notebook([[step('a'), 'x = (']]) });
    const { code, err } = await other.collard('compile', 'broken.ipynb', '--image', 'x');
    expect(code).toBe(1);
    expect(err).toContain('error[');
    expect(existsSync(join(other.path, '.collard'))).toBe(false);
    other.remove();
  });

  test.each([
    [['--as', 'cron'], 'A CronWorkflow needs a schedule', 1],
    [['--claim', 'a', '--snapshot', 'b'], '--claim and --snapshot exclude each other', 2],
    [['--env', 'x y=1'], '--env needs NAME=VALUE', 2],
    [['-p', 'factor=much'], 'The parameter factor is a float', 2],
    [['-o', 'no/such/folder/x.yaml'], 'cannot be written', 2],
    [['--workspace', 'elsewhere'], 'small.ipynb is not in the workspace', 2],
    [['--mount-path', 'home'], '"home" cannot be a folder of a pod', 1]
  ])('%j: %s', async (words, message, code) => {
    const ended = await folder.collard('compile', 'small.ipynb', '--image', 'x', ...words);
    expect(ended.err).toContain(message);
    expect(ended.code).toBe(code);
  });
});
