/** What is used again, what is not, and why. */
import { globSync, mkdirSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../compiler/ir/plan.js';
import { plan, type TestStep } from '../support/plan.js';
import { TestWorkspace, type FinishedRun } from '../support/engine.js';

let place: TestWorkspace;
beforeEach(() => {
  place = new TestWorkspace();
});
afterEach(() => place.remove());

/** Python that leaves a line in the log of the attempt whenever it is executed. */
const counted = (name: string, code: string): string => `print('ran ${name}')\n${code}`;

/** How often the code of a step was executed, over all runs, as the logs tell. */
function executions(name: string): number {
  const logs = globSync(place.path(`.collard/runs/*/steps/${name}/*/log`));
  return logs.filter(path => readFileSync(path, 'utf8').includes(`ran ${name}`)).length;
}

const diamond = (change: Partial<Record<'top' | 'left' | 'right' | 'bottom', string>> = {}): Plan =>
  plan({
    top: { code: counted('top', change.top ?? 'a = 2'), outputs: ['a'] },
    left: { code: counted('left', change.left ?? 'b = a + 1'), inputs: { a: 'top' }, outputs: ['b'] },
    right: { code: counted('right', change.right ?? 'c = a * 10'), inputs: { a: 'top' }, outputs: ['c'] },
    bottom: {
      code: counted('bottom', change.bottom ?? 'sum = float(b + c)'),
      inputs: { b: 'left', c: 'right' },
      metrics: ['sum']
    }
  });

const why = (run: FinishedRun, step: string): string | null | undefined => run.view.steps[step]?.because;

test('the second run of the same pipeline executes nothing and reports the same', async () => {
  const first = await place.run(diamond());
  const second = await place.run(diamond());
  expect(second.phases).toEqual({ top: 'cached', left: 'cached', right: 'cached', bottom: 'cached' });
  expect(second.view.steps['bottom']?.metrics).toEqual(first.view.steps['bottom']?.metrics);
  expect(second.view.steps['top']?.record).toBe(first.view.steps['top']?.record);
  expect(['top', 'left', 'right', 'bottom'].map(executions)).toEqual([1, 1, 1, 1]);
  expect(second.events.some(({ type }) => type === 'step-started')).toBe(false);
});

test('a reused step reports the metrics that the notebook asks for, and no other', async () => {
  const measured = (metrics: readonly string[]): Plan =>
    plan({ measure: { code: 'low = 1.0\nhigh = 2.0', outputs: ['low', 'high'], metrics } });
  await place.run(measured(['low', 'high']));
  const run = await place.run(measured(['low']));
  expect(run.phases).toEqual({ measure: 'cached' });
  expect(run.view.steps['measure']?.metrics).toEqual({ low: 1 });
});

test('another engine finds what an earlier one left', async () => {
  await place.run(diamond());
  await place.restart();
  expect(new Set(Object.values((await place.run(diamond())).phases))).toEqual(new Set(['cached']));
});

test('editing one step runs it and what depends on it, and says so', async () => {
  await place.run(diamond());
  const run = await place.run(diamond({ right: 'c = a * 100' }));
  expect(run.phases).toEqual({ top: 'cached', left: 'cached', right: 'succeeded', bottom: 'succeeded' });
  expect(why(run, 'right')).toBe('cell cell-right was edited');
  expect(why(run, 'bottom')).toBe('input c from right has another value');
});

test('a step whose inputs come out the same is not run, though code before it was edited', async () => {
  await place.run(diamond());
  const run = await place.run(diamond({ right: 'c = a * 5 * 2' }));
  expect(run.phases).toMatchObject({ right: 'succeeded', bottom: 'cached' });
});

test('going back to earlier code finds the earlier result', async () => {
  await place.run(diamond());
  await place.run(diamond({ top: 'a = 3' }));
  expect(new Set(Object.values((await place.run(diamond())).phases))).toEqual(new Set(['cached']));
});

test('after a fix only the failing step and its dependents run', async () => {
  const broken = await place.run(diamond({ left: 'b = a + missing' }));
  expect(broken.phases).toEqual({ top: 'succeeded', left: 'failed', right: 'succeeded', bottom: 'skipped' });
  const fixed = await place.run(diamond());
  expect(fixed.phases).toEqual({ top: 'cached', left: 'succeeded', right: 'cached', bottom: 'succeeded' });
});

test('a parameter counts only for the steps that read it', async () => {
  const pipeline = plan(
    {
      uses: { code: 'x = rate', parameters: ['rate'], outputs: ['x'] },
      ignores: { code: 'y = 1', outputs: ['y'] }
    },
    { rate: '1' }
  );
  await place.run(pipeline);
  const run = await place.run(pipeline, { parameters: { rate: '2' } });
  expect(run.phases).toEqual({ uses: 'succeeded', ignores: 'cached' });
  expect(why(run, 'uses')).toBe('parameter rate changed from 1 to 2');
});

test('a changed, a missing and a new file are seen, and named', async () => {
  const pipeline = plan({
    reads: { code: "text = open('data.csv').read()", outputs: ['text'] },
    asks: { code: "import os; there = os.path.exists('new.csv')", outputs: ['there'] }
  });
  writeFileSync(place.path('data.csv'), 'one');
  await place.run(pipeline);
  writeFileSync(place.path('data.csv'), 'two');
  writeFileSync(place.path('new.csv'), '');
  const run = await place.run(pipeline);
  expect(run.phases).toEqual({ reads: 'succeeded', asks: 'succeeded' });
  expect(why(run, 'reads')).toBe('the file data.csv has changed');
  expect(why(run, 'asks')).toBe('the file new.csv was not there before');
  writeFileSync(place.path('data.csv'), 'one');
  rmSync(place.path('new.csv'));
  expect((await place.run(pipeline)).phases).toEqual({ reads: 'cached', asks: 'cached' });
});

test('a changed local module is seen, and named', async () => {
  const pipeline = plan({ uses: { code: 'import helper\nx = helper.value', outputs: ['x'], imports: ['helper'] } });
  writeFileSync(place.path('helper.py'), 'value = 1\n');
  await place.run(pipeline);
  expect((await place.run(pipeline)).phases).toEqual({ uses: 'cached' });
  writeFileSync(place.path('helper.py'), 'value = 2\n');
  const run = await place.run(pipeline);
  expect(run.phases).toEqual({ uses: 'succeeded' });
  expect(why(run, 'uses')).toBe('the module helper.py has changed');
});

test.each(['deleted', 'overwritten'])('a file that a step wrote and that was %s is put back', async fate => {
  const pipeline = plan({ writes: { code: "import os; os.makedirs('out'); open('out/made.txt', 'w').write('made')" } });
  await place.run(pipeline);
  if (fate === 'deleted') {
    rmSync(place.path('out'), { recursive: true });
  } else {
    writeFileSync(place.path('out/made.txt'), 'mine');
  }
  expect((await place.run(pipeline)).phases).toEqual({ writes: 'cached' });
  expect(readFileSync(place.path('out/made.txt'), 'utf8')).toBe('made');
});

describe('one notebook in two folders', () => {
  const pipeline = plan({
    reads: { code: "text = open('data.csv').read()", outputs: ['text'] },
    asks: { code: 'import os; name = os.path.basename(os.getcwd())', outputs: ['name'] },
    writes: { code: "open('made.txt', 'w').write(name)", inputs: { name: 'asks' } },
    joins: { code: 'size = float(len(text + name))', inputs: { text: 'reads', name: 'asks' }, metrics: ['size'] }
  });
  const run = (folder: string): Promise<FinishedRun> => place.run(pipeline, { cwd: place.path(folder) });
  const size = ({ view }: FinishedRun): unknown => view.steps['joins']?.metrics['size'];
  const phases = ({ phases: all }: FinishedRun): Set<string> => new Set(Object.values(all));

  beforeEach(() => {
    for (const folder of ['up', 'up/stairs']) {
      mkdirSync(place.path(folder));
      writeFileSync(place.path(`${folder}/data.csv`), `the data of ${folder}`);
    }
  });

  test('gives each its own answer, now and when it is used again', async () => {
    const first = [await run('up'), await run('up/stairs')];
    expect(first.map(phases)).toEqual([new Set(['succeeded']), new Set(['succeeded'])]);
    const second = [await run('up'), await run('up/stairs')];
    expect(second.map(phases)).toEqual([new Set(['cached']), new Set(['cached'])]);
    const sizes = ['the data of upup', 'the data of up/stairsstairs'].map(({ length }) => length);
    expect([first.map(size), second.map(size)]).toEqual([sizes, sizes]);
    expect(
      globSync(place.path('**/made.txt'))
        .map(path => readFileSync(path, 'utf8'))
        .sort()
    ).toEqual(['stairs', 'up']);
  });

  test('says why the result of the other is not used', async () => {
    await run('up');
    const there = await run('up/stairs');
    expect(why(there, 'reads')).toBe(
      'it ran in another folder, where relative paths mean other files: up, now up/stairs'
    );
  });
});

test('a step of another pipeline is not compared, though it has the same name', async () => {
  await place.run({ ...diamond(), name: 'other' });
  const run = await place.run(diamond({ top: 'a = 4' }));
  expect(why(run, 'top')).toBe('it has not run before');
});

const tagged = (cache: TestStep['cache'], code = 'x = 1'): Plan =>
  plan({ step: { code, outputs: ['x'], ...(cache === undefined ? {} : { cache }) } });

test('a step that says cache:disabled always runs', async () => {
  await place.run(tagged('disabled'));
  const run = await place.run(tagged('disabled'));
  expect(run.phases).toEqual({ step: 'succeeded' });
  expect(why(run, 'step')).toContain('cache:disabled');
});

test('a step that started a program is used again only when it says cache:enabled', async () => {
  const code = "import subprocess; x = subprocess.run(['echo', 'hello'], capture_output=True).stdout";
  await place.run(tagged('auto', code));
  const run = await place.run(tagged('auto', code));
  expect(run.phases).toEqual({ step: 'succeeded' });
  expect(why(run, 'step')).toContain('it starts a program (echo)');
  expect((await place.run(tagged('enabled', code))).phases).toEqual({ step: 'cached' });
});

test('a fresh run ignores earlier results, and records its own', async () => {
  await place.run(diamond());
  const run = await place.run(diamond(), { fresh: true });
  expect(new Set(Object.values(run.phases))).toEqual(new Set(['succeeded']));
  expect(new Set(Object.values((await place.run(diamond())).phases))).toEqual(new Set(['cached']));
});

test('a run of one step takes what it needs from earlier results, and makes what is missing', async () => {
  const cold = await place.run(diamond(), { only: ['left'] });
  expect(cold.phases).toEqual({ top: 'succeeded', left: 'succeeded', right: 'pending', bottom: 'pending' });
  const warm = await place.run(diamond({ left: 'b = a - 1' }), { only: ['left'] });
  expect(warm.phases).toEqual({ top: 'cached', left: 'succeeded', right: 'pending', bottom: 'pending' });
  const fresh = await place.run(diamond(), { only: ['left'], fresh: true });
  expect(fresh.phases).toMatchObject({ top: 'cached', left: 'succeeded' });
});

test('a damaged value counts as missing, so the step runs again', async () => {
  const pipeline = plan({
    big: { code: 'import numpy; x = numpy.arange(100_000)', outputs: ['x'], imports: ['numpy'] },
    use: { code: 'y = int(x.sum())', inputs: { x: 'big' }, outputs: ['y'] }
  });
  await place.run(pipeline);
  objects().forEach(path => truncateSync(path, 10));
  const run = await place.run(pipeline);
  expect(run.phases).toEqual({ big: 'succeeded', use: 'cached' });
  expect(why(run, 'big')).toBe('the stored value of x is missing or damaged');
});

test('explaining tells beforehand what a run would do, and changes nothing', async () => {
  await place.run(diamond());
  const runs = readdirSync(place.path('.collard/runs'));
  const options = place.defaults();
  const explained = await place.engine.explain(diamond({ right: 'c = 0' }), options);
  expect(explained.map(({ step, kind }) => [step, kind])).toEqual([
    ['top', 'hit'],
    ['left', 'hit'],
    ['right', 'miss'],
    ['bottom', 'miss']
  ]);
  expect(explained[3]).toMatchObject({ why: 'right has to run first' });
  expect(readdirSync(place.path('.collard/runs'))).toEqual(runs);
});

function objects(): readonly string[] {
  const folder = place.path('.collard/objects');
  return readdirSync(folder).flatMap(prefix =>
    readdirSync(join(folder, prefix)).map(name => join(folder, prefix, name))
  );
}
