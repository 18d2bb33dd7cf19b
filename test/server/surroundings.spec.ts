/** Where steps run: in the environment of the notebook's kernel, and without the keys to the Jupyter server. */
import { availableParallelism } from 'node:os';
import { environmentSchema, stepCellsSchema, submittedSchema } from '../../protocol/api.js';
import { notebook, step } from '../support/notebook.js';
import { kernel, python, TestServer } from './support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({
    environment: {
      COLLARD_SECRET: 'key',
      JUPYTER_TOKEN: 'key',
      JPY_API_TOKEN: 'key',
      JPY_PARENT_PID: '1',
      JUPYTERHUB_API_TOKEN: 'key',
      PROJECT: 'collard',
      API_PASSWORD: 'open sesame'
    }
  });
});
afterAll(() => server.stop());

const asking = (names: readonly string[]): unknown =>
  notebook([[step('ask'), `import os\nfor name in ${JSON.stringify(names)}:\n    print(name, os.environ.get(name))`]]);

async function printed(run: string): Promise<string> {
  const { cells } = await server.get(`runs/${run}/steps/ask/cells`, stepCellsSchema);
  return cells.flatMap(({ outputs }) => outputs.map(output => output['text'])).join('');
}

test('a step has the environment of the Jupyter server, but not its keys', async () => {
  const keys = ['COLLARD_SECRET', 'JUPYTER_TOKEN', 'JPY_API_TOKEN', 'JPY_PARENT_PID', 'JUPYTERHUB_API_TOKEN'];
  const { summary } = await server.run(asking([...keys, 'PROJECT']));
  expect(await printed(summary.id)).toBe([...keys.map(name => `${name} None\n`), 'PROJECT collard\n'].join(''));
});

test('what the kernelspec adds is there, also in a retry', async () => {
  const names = ['MODE', 'PLACE', 'NONE', 'PRICE'];
  const env = { MODE: 'fast', PLACE: '${PROJECT}/data', NONE: '${UNSET}', PRICE: '$$5' };
  const body = { path: 'a.ipynb', notebook: asking(names), fresh: true };
  const { body: answer } = await server.ask('POST', 'runs', { body, headers: { 'X-Collard-Kernel': kernel({ env }) } });
  const { run } = submittedSchema.parse(answer);
  const expected = 'MODE fast\nPLACE collard/data\nNONE ${UNSET}\nPRICE $5\n';
  await server.ended(run.id);
  expect(await printed(run.id)).toBe(expected);
  const again = await server.post(`runs/${run.id}/retry`, submittedSchema);
  await server.ended(again.run.id);
  expect(await printed(again.run.id)).toBe(expected);
});

test('a secret comes from the environment of the Jupyter server, and is shown to nobody', async () => {
  const events = await server.events();
  const { id } = await server.submit(
    notebook([[[...step('ask'), 'secret:api:password:API_PASSWORD'], 'import os\nprint(os.environ["API_PASSWORD"])']])
  );
  const seen = JSON.stringify(await events.ofRun(id));
  events.close();
  expect(seen).toContain('***');
  expect(seen).not.toContain('open sesame');
  expect(await printed(id)).toBe('***\n');
});

test('the page can tell where a run would take place', async () => {
  const environment = await server.get('environment?path=a.ipynb', environmentSchema);
  expect(environment).toEqual({
    python,
    version: expect.stringMatching(/^3\.\d+\.\d+/) as string,
    jobs: availableParallelism(),
    workspace: server.root.path
  });
});
