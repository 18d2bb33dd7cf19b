/** Secrets reach the step that names them, and no file, event or other step. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { plan, type TestStep } from '../support/plan.js';
import { TestWorkspace } from '../support/engine.js';

let place: TestWorkspace;
beforeEach(() => {
  place = new TestWorkspace();
});
afterEach(() => place.remove());

const token = 'sEcrEt-9f8e7d-"quoted"-ünïcode';
const environment = { ...process.env, API_TOKEN: token };

/** Files below a folder whose bytes hold the text. */
function filesWith(text: string, folder: string): readonly string[] {
  const bytes = Buffer.from(text);
  return globSync(join(folder, '**/*'))
    .filter(path => statSync(path).isFile())
    .filter(path => readFileSync(path).includes(bytes));
}

test('a step gets the value of the secret that it names', async () => {
  const code = `import os; length = float(len(os.environ['API_TOKEN']))`;
  const run = await place.run(plan({ uses: { code, secrets: ['API_TOKEN'], metrics: ['length'] } }), { environment });
  expect(run.view.steps['uses']?.metrics).toEqual({ length: token.length });
});

test('a step that does not name it does not see it', async () => {
  const pipeline = plan({
    uses: { code: 'pass', secrets: ['API_TOKEN'] },
    other: { code: "import os; seen = float('API_TOKEN' in os.environ)", metrics: ['seen'] }
  });
  expect((await place.run(pipeline, { environment })).view.steps['other']?.metrics).toEqual({ seen: 0 });
});

test.each([undefined, ''])('nothing runs while a secret is %p', async value => {
  const pipeline = plan({ first: { code: 'pass' }, uses: { code: 'pass', secrets: ['API_TOKEN'] } });
  const submitted = place.submit(pipeline, { environment: { ...process.env, API_TOKEN: value } });
  await expect(submitted).rejects.toMatchObject({ code: 'secret-missing' });
  await expect(submitted).rejects.toThrow(/Step uses .* API_TOKEN/);
  expect(readdirSync(place.path('.collard/runs'))).toEqual([]);
});

test('a secret of a step that is not asked for is not needed', async () => {
  const pipeline = plan({ first: { code: 'pass' }, uses: { code: 'pass', secrets: ['API_TOKEN'] } });
  expect((await place.run(pipeline, { only: ['first'] })).phases['first']).toBe('succeeded');
});

test('a secret of a step that is not asked for is one all the same: nobody reads it, and no trace of it is kept', async () => {
  const code = "import os; seen = float('API_TOKEN' in os.environ); value = os.getenv('API_TOKEN')";
  const pipeline = plan({
    reads: { code, metrics: ['seen'], outputs: ['value'] },
    uses: { code: 'pass', secrets: ['API_TOKEN'] }
  });
  const run = await place.run(pipeline, { environment, only: ['reads'] });
  expect(run.view.steps['reads']?.metrics).toEqual({ seen: 0 });
  for (const trace of [token, createHash('sha256').update(token).digest('hex')]) {
    expect(filesWith(trace, place.path('.collard'))).toEqual([]);
  }
  expect((await place.run(pipeline, { environment })).phases).toEqual({ reads: 'cached', uses: 'succeeded' });
});

test('the value is in no file of the store and in no event, whatever the step does with it', async () => {
  const leaks = {
    prints: 'print(token); import sys; print(token, file=sys.stderr)',
    shows: 'token',
    raises: 'raise ValueError(f"cannot log in with {token}")',
    spawns: "import subprocess; subprocess.run(['echo', token])",
    keeps: 'kept = {"token": token}'
  };
  const steps = Object.entries(leaks).map(([name, leak]): [string, TestStep] => [
    name,
    { code: `import os\ntoken = os.environ['API_TOKEN']\n${leak}`, secrets: ['API_TOKEN'] }
  ]);
  const run = await place.run(plan(Object.fromEntries(steps)), { environment });
  expect(run.phases).toMatchObject({ prints: 'succeeded', shows: 'succeeded', raises: 'failed', keeps: 'succeeded' });
  expect(run.view.steps['raises']?.error?.message).toBe('cannot log in with ***');
  for (const form of [token, JSON.stringify(token).slice(1, -1), 'sEcrEt-9f8e7d']) {
    expect(JSON.stringify(run.events)).not.toContain(form);
    expect(filesWith(form, place.path('.collard')).map(path => path.replace(place.root, ''))).toEqual([]);
  }
});
