/** Step keys and hits are the same in both languages: shared vectors, and real records judged by both. */
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Artifact } from '../../protocol/artifact.js';
import type { StepRecord } from '../../protocol/record.js';
import { canonicalJson } from '../../compiler/ir/print.js';
import { findHit } from '../../engine/keys/hit.js';
import { keyFacts, stepKey } from '../../engine/keys/step-key.js';
import { PythonEnvironments, readRecord } from '../../engine/index.js';
import { withoutSecrets, type CallerEnvironment } from '../../engine/local/secrets.js';
import { FileObserver } from '../../engine/store/files.js';
import { plan } from '../support/plan.js';
import { python, runtime, TestWorkspace } from '../support/engine.js';

interface KeyVector {
  readonly says: string;
  readonly facts: {
    readonly slice: readonly { readonly name: string; readonly digest: string }[];
    readonly parameters: Readonly<Record<string, string>>;
    readonly inputs: Readonly<Record<string, { readonly digest: string; readonly code: boolean }>>;
    readonly surroundings: string;
    readonly python: string;
  };
  readonly text: string;
  readonly key: string;
}

const vectors = JSON.parse(readFileSync('test/shared/key-vectors.json', 'utf8')) as readonly KeyVector[];

test.each(vectors)('key of a vector: $says', ({ facts, text, key }) => {
  const [step] = plan({ step: { code: '' } }).steps;
  if (step === undefined) {
    throw new Error('the plan has a step');
  }
  const { slice, surroundings, parameters, python: version } = facts;
  const inputs = Object.fromEntries(Object.entries(facts.inputs).map(([name, input]) => [name, artifact(input)]));
  expect(canonicalJson(JSON.parse(text))).toBe(text);
  expect(stepKey(keyFacts({ ...step, slice, surroundings }, inputs, { parameters, python: version }))).toBe(key);
});

function artifact({ digest, code }: { readonly digest: string; readonly code: boolean }): Artifact {
  return { type: 'int', serializer: 'json', digest, bytes: 1, code, objects: [], preview: '' };
}

describe('the hit rule', () => {
  const pipeline = plan({
    step: {
      code: `
import os, numpy, helper
os.makedirs('out', exist_ok=True)
open('out/made.txt', 'w').write('made')
x = numpy.loadtxt('data.csv')[0] + helper.value + len(os.listdir('inputs')) + os.path.exists('maybe.txt') + numpy.zeros(40_000)
sizes = [entry.stat().st_size for entry in os.scandir('scanned')]
there = os.path.isdir('barn')
found = (os.environ['MODE'], 'FLAG' in os.environ, os.getenv('LIMIT'))
`,
      outputs: ['x'],
      imports: ['numpy', 'helper', 'os']
    }
  });
  const tag = execFileSync(python, ['-c', 'import sysconfig; print(sysconfig.get_config_var("SOABI"))'], {
    encoding: 'utf8'
  }).trim();
  const environment = { ...process.env, MODE: 'slow – ä', FLAG: '', LIMIT: undefined, OTHER: '1' };
  let place: TestWorkspace;
  let key: string;
  beforeEach(async () => {
    place = new TestWorkspace();
    writeFileSync(place.path('data.csv'), '1\n2\n');
    writeFileSync(place.path('helper.py'), 'value = 1\n');
    ['inputs', 'scanned', 'scanned/inner', 'barn'].forEach(name => mkdirSync(place.path(name)));
    writeFileSync(place.path('scanned/größe 😀'), 'one');
    writeFileSync(place.path('scanned/ﬁne'), 'two');
    const run = await place.run(pipeline, { environment });
    key = (run.view.steps['step']?.record ?? '').split('/')[0] ?? '';
  });
  afterEach(() => place.remove());

  const objectOf = (): string =>
    globSync(place.path('.collard/objects/*/*')).find(path => statSync(path).size > 300_000) ?? '';

  test.each([
    { change: 'nothing', hit: true, make: () => undefined },
    { change: 'the times of a file', hit: true, make: () => utimesSync(place.path('data.csv'), 1, 1) },
    { change: 'a file written anew with the same content', hit: true, make: () => rewrite('data.csv', '1\n2\n') },
    { change: 'a file that the step read', hit: false, make: () => writeFileSync(place.path('data.csv'), '1\n3\n') },
    { change: 'a file that is gone', hit: false, make: () => rmSync(place.path('data.csv')) },
    { change: 'a file that the step looked for', hit: false, make: () => writeFileSync(place.path('maybe.txt'), '') },
    { change: 'a folder that the step listed', hit: false, make: () => writeFileSync(place.path('inputs/a'), '') },
    {
      change: 'a file in a folder whose sizes it saw',
      hit: false,
      make: () => writeFileSync(place.path('scanned/größe 😀'), 'four')
    },
    { change: 'the time of a file in it', hit: false, make: () => utimesSync(place.path('scanned/ﬁne'), 1, 1) },
    { change: 'a file more in it', hit: false, make: () => writeFileSync(place.path('scanned/a'), '') },
    { change: 'a file deep in it', hit: true, make: () => writeFileSync(place.path('scanned/inner/a'), '') },
    { change: 'a folder that it looked for', hit: false, make: () => rmSync(place.path('barn'), { recursive: true }) },
    { change: 'a file in that folder', hit: true, make: () => writeFileSync(place.path('barn/a'), '') },
    { change: 'that folder into a file', hit: false, make: () => replaceByFile('barn') },
    { change: 'a local module', hit: false, make: () => writeFileSync(place.path('helper.py'), 'value = 2\n') },
    { change: 'a file that hides a library', hit: false, make: () => writeFileSync(place.path('numpy.py'), '') },
    { change: 'a package that hides a library', hit: false, make: () => makePackage('numpy') },
    { change: 'a package that hides a local module', hit: false, make: () => makePackage('helper') },
    { change: 'a compiled module', hit: false, make: () => writeFileSync(place.path(`helper.${tag}.so`), '') },
    { change: 'one for every version', hit: false, make: () => writeFileSync(place.path('helper.abi3.so'), '') },
    {
      change: 'one for another version',
      hit: true,
      make: () => writeFileSync(place.path('helper.cpython-38-x.so'), '')
    },
    { change: 'a folder that is no package', hit: true, make: () => mkdirSync(place.path('numpy')) },
    { change: 'a module that nobody uses', hit: true, make: () => writeFileSync(place.path('other.py'), '') },
    { change: 'a damaged value', hit: false, make: () => truncateSync(objectOf(), 5) },
    { change: 'a file that the step wrote', hit: true, make: () => rmSync(place.path('out/made.txt')) }
  ])('says $hit in both languages after a change of $change', async ({ hit, make }) => {
    make();
    expect({ node: await hitInNode(), python: hitInPython() }).toEqual({ node: hit, python: hit });
  });

  test.each([
    { change: 'one that it did not read', hit: true, variables: { OTHER: '2' } },
    { change: 'the value of one', hit: false, variables: { MODE: 'fast' } },
    { change: 'one that is not set any more', hit: false, variables: { FLAG: undefined } },
    { change: 'one that was not set', hit: false, variables: { LIMIT: '' } }
  ])('says $hit in both languages after a change of environment variables: $change', async ({ hit, variables }) => {
    const now = { ...environment, ...variables };
    expect({ node: await hitInNode(now), python: hitInPython(now) }).toEqual({ node: hit, python: hit });
  });

  test('reads a record of an earlier version, which knows nothing of environment variables and lookups', async () => {
    rewriteRecord(record => ({ ...record, environment: undefined, lookups: undefined }));
    expect({ node: await hitInNode({}), python: hitInPython({}) }).toEqual({ node: true, python: true });
  });

  test.each(['elsewhere', '..', '', './'])('wants the working folder to be the same: not %j', async folder => {
    expect({ node: await hitInNode(environment, folder), python: hitInPython(environment, folder) }).toEqual({
      node: false,
      python: false
    });
  });

  test('does not use a record of an earlier version, which does not say where it comes from', async () => {
    rewriteRecord(record => ({ ...record, folder: undefined }));
    expect({ node: await hitInNode(), python: hitInPython() }).toEqual({ node: false, python: false });
  });

  test('sees another version of a distribution, in both languages', async () => {
    rewriteRecord(record => {
      expect(record.distributions).toHaveProperty('numpy');
      return { ...record, distributions: { ...record.distributions, numpy: '0.1' } };
    });
    expect({ node: await hitInNode(), python: hitInPython() }).toEqual({ node: false, python: false });
  });

  test('has the same id for a record as its content says', () => {
    const [path = ''] = globSync(place.path('.collard/records/*/*/*.json'));
    const id = path.replace(/^.*\/|\.json$/g, '');
    expect(readRecord(place.workspace, `${key}/${id}`)).toMatchObject({ key, id, reusable: true, reason: '' });
  });

  function makePackage(name: string): void {
    mkdirSync(place.path(name));
    writeFileSync(place.path(`${name}/__init__.py`), '');
  }

  function replaceByFile(name: string): void {
    rmSync(place.path(name), { recursive: true });
    writeFileSync(place.path(name), '');
  }

  function rewrite(name: string, content: string): void {
    rmSync(place.path(name));
    writeFileSync(place.path(name), content);
  }

  function rewriteRecord(edit: (record: StepRecord) => object): void {
    const [path = ''] = globSync(place.path('.collard/records/*/*/*.json'));
    writeFileSync(path, JSON.stringify(edit(JSON.parse(readFileSync(path, 'utf8')) as StepRecord)));
  }

  async function hitInNode(caller: CallerEnvironment = environment, folder = '.'): Promise<boolean> {
    const { distributions } = await new PythonEnvironments(place.workspace, runtime).describe(python);
    const [step] = pipeline.steps;
    const files = new FileObserver(place.workspace);
    const facts = {
      workspace: place.workspace,
      folder,
      files,
      distributions,
      environment: withoutSecrets(pipeline, caller)
    };
    return step !== undefined && (await findHit(step, key, facts)).hit;
  }

  function hitInPython(caller: CallerEnvironment = environment, folder = '.'): boolean {
    const [step] = pipeline.steps;
    const asked = JSON.stringify({ step, cells: pipeline.cells, key, workspace: place.root, folder });
    const answer = execFileSync(python, [resolve('test/support/hit_oracle.py')], {
      input: asked,
      encoding: 'utf8',
      env: { ...caller, PYTHONPATH: resolve('.') }
    });
    return JSON.parse(answer) as boolean;
  }
});
