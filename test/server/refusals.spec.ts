/** What the server refuses, and what it says then. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refusalSchema } from '../../protocol/api.js';
import { notebook, step } from '../support/notebook.js';
import { kernel, TestServer, type Asked } from './support/server.js';

const fine = notebook([
  [['pipeline-parameters'], 'rate = 0.5\nname = "a"'],
  [step('one'), 'x = rate']
]);
const body = { path: 'a.ipynb', notebook: fine };

let server: TestServer;
let run: string;
const elsewhere = mkdtempSync(join(tmpdir(), 'collard-elsewhere-'));
beforeAll(async () => {
  server = await TestServer.start();
  symlinkSync(elsewhere, server.path('link'));
  mkdirSync(server.path('inside'));
  run = (await server.run(fine)).summary.id;
});
afterAll(async () => {
  await server.stop();
  rmSync(elsewhere, { recursive: true, force: true });
});

const withBody = (more: object): Asked => ({ body: { ...body, ...more } });
const withKernel = (more: Parameters<typeof kernel>[0]): Asked => ({
  body,
  headers: { 'X-Collard-Kernel': kernel(more) }
});

describe('a request is refused when', () => {
  test.each<[string, number, string, string, string, Asked]>([
    ['it is not the Jupyter server that asks', 401, 'unauthorized', 'GET', 'runs', { headers: { Authorization: '' } }],
    ['the secret is another', 401, 'unauthorized', 'GET', 'runs', { headers: { Authorization: 'Bearer guess' } }],
    ['there is no such route', 404, 'not-found', 'GET', 'secrets', {}],
    ['the route knows no such method', 405, 'wrong-method', 'DELETE', 'runs', {}],
    ['the address is torn', 400, 'invalid-input', 'GET', 'runs/%zz', {}],
    ['the body is no JSON', 400, 'invalid-input', 'POST', 'runs', { body: '{"path":' }],
    ['the body lacks the path', 400, 'invalid-input', 'POST', 'runs', { body: { notebook: fine } }],
    ['the body holds what nobody knows', 400, 'invalid-input', 'POST', 'runs', withBody({ shell: 'rm' })],
    ['the path leads upwards', 403, 'outside-root', 'POST', 'runs', withBody({ path: '../a.ipynb' })],
    [
      'the path leads upwards in the middle',
      403,
      'outside-root',
      'POST',
      'runs',
      withBody({ path: 'inside/../../a.ipynb' })
    ],
    [
      'the path begins at the root of the disk',
      403,
      'outside-root',
      'POST',
      'runs',
      withBody({ path: '/etc/a.ipynb' })
    ],
    ['the path leads out through a link', 403, 'outside-root', 'POST', 'runs', withBody({ path: 'link/a.ipynb' })],
    ['the path leads upwards in Windows’ way', 403, 'outside-root', 'POST', 'runs', withBody({ path: '..\\a.ipynb' })],
    ['the path is empty', 400, 'invalid-input', 'POST', 'runs', withBody({ path: '' })],
    ['its folder is gone', 404, 'not-found', 'POST', 'runs', withBody({ path: 'gone/a.ipynb' })],
    ['a list is asked for outside', 403, 'outside-root', 'GET', 'runs?path=..%2Fa.ipynb', {}],
    ['the environment is asked for outside', 403, 'outside-root', 'GET', 'environment?path=..%2Fa.ipynb', {}],
    [
      'an explanation is asked for outside',
      403,
      'outside-root',
      'POST',
      'explanation',
      withBody({ path: '../a.ipynb' })
    ],
    [
      'the notebook has no such parameter',
      400,
      'invalid-input',
      'POST',
      'runs',
      withBody({ parameters: { speed: '1' } })
    ],
    ['a value is of another type', 400, 'invalid-input', 'POST', 'runs', withBody({ parameters: { rate: '"fast"' } })],
    ['a value is code', 400, 'invalid-input', 'POST', 'runs', withBody({ parameters: { rate: '__import__("os")' } })],
    ['the pipeline has no such step', 400, 'invalid-input', 'POST', 'runs', withBody({ only: ['two'] })],
    [
      'the kernel is of another language',
      422,
      'kernel-unsuitable',
      'POST',
      'runs',
      withKernel({ language: 'R', argv: ['R'] })
    ],
    [
      'the kernel is started by a wrapper',
      422,
      'kernel-unsuitable',
      'POST',
      'runs',
      withKernel({ argv: ['conda', 'run', 'python'] })
    ],
    [
      'the Python of the kernel is gone',
      422,
      'python-missing',
      'POST',
      'runs',
      withKernel({ argv: ['/nowhere/bin/python'] })
    ],
    ['nobody says which kernel', 400, 'invalid-input', 'POST', 'runs', { body, headers: { 'X-Collard-Kernel': '' } }],
    ['there is no such run', 404, 'not-found', 'GET', 'runs/20200101-000000000-abcdef', {}],
    ['the run is the name of another folder', 400, 'invalid-input', 'GET', 'runs/..%2F..%2Fpins', {}],
    ['the run to delete is the name of another folder', 400, 'invalid-input', 'DELETE', 'runs/..', {}]
  ])('%s (%i, %s)', async (_, status, code, method, path, asked) => {
    const refusal = await server.refusal(method, path, asked);
    expect([refusal.status, refusal.code]).toEqual([status, code]);
    expect(refusal.message).not.toBe('');
  });

  test.each([
    ['there is no such step', 'GET', 'steps/two', 404],
    ['the step is the name of another folder', 'GET', 'steps/..%2F..%2Fplans/cells', 404],
    ['the step has no such state', 'GET', 'steps/one/state?kind=failure', 404],
    ['nobody knows such a state', 'GET', 'steps/one/state?kind=secret', 400]
  ])('%s', async (_, method, path, status) => {
    expect(await server.refusal(method, `runs/${run}/${path}`)).toMatchObject({ status });
  });
});

test('a notebook with errors comes back with all of them, and nothing runs', async () => {
  const before = await server.ask('GET', 'runs');
  const broken = notebook([
    [step('one'), 'x = ('],
    [step('two'), 'print(y']
  ]);
  const { status, body: answer } = await server.ask('POST', 'runs', withBody({ notebook: broken }));
  const { error, diagnostics = [] } = refusalSchema.parse(answer);
  expect([status, error.code]).toEqual([422, 'notebook-problems']);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code, cell }) => [code, cell])).toEqual([
    ['syntax', 'c1'],
    ['syntax', 'c2']
  ]);
  expect(await server.ask('GET', 'runs')).toEqual(before);
});

test('a body that is too large is refused, however slowly it comes', async () => {
  const refusal = await server.refusal('POST', 'runs', withBody({ notebook: 'x'.repeat(128 * 1024 * 1024) }));
  expect(refusal).toMatchObject({ status: 413, code: 'too-large' });
});

test('a look at where a notebook would run leaves nothing behind', async () => {
  const clean = server.path('inside');
  mkdirSync(join(clean, '.git'));
  expect((await server.ask('GET', 'environment?path=inside%2Fa.ipynb')).status).toBe(200);
  expect((await server.ask('GET', 'runs?path=inside%2Fa.ipynb')).status).toBe(200);
  expect((await server.ask('POST', 'explanation', withBody({ path: 'inside/a.ipynb' }))).status).toBe(200);
  expect(readdirSync(clean)).toEqual(['.git']);
});
