/** Runs that this server did not begin, or not in this life: of the command line, and of a server that was killed. */
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compile } from '../../compiler/index.js';
import { runDetailSchema, runListSchema } from '../../protocol/api.js';
import { CollardServer } from '../../server/server.js';
import { TestWorkspace } from '../support/engine.js';
import { fileAppears, KillableEngine } from '../support/killable-engine.js';
import { notebook, step } from '../support/notebook.js';
import { Client, secret, TestRoot } from './support/server.js';
import { InstalledPackage, ServerProgram } from './support/server-process.js';

const waiting = notebook([
  [step('before'), 'x = 1'],
  [
    step('wait'),
    'from pathlib import Path\nimport time\nPath("began").touch()\nwhile not Path("go").exists():\n    time.sleep(0.01)\nPath("go").unlink()\ny = x + 1'
  ],
  [step('after'), 'z = y + 1']
]);

let installed: InstalledPackage;
beforeAll(() => {
  installed = new InstalledPackage();
});
afterAll(() => installed.remove());

test('a killed server that comes back goes on with its run, whose step never noticed', async () => {
  const program = new ServerProgram(installed);
  try {
    await program.start();
    const { client, root } = program;
    const { id } = await client.submit(waiting);
    await fileAppears(join(root.path, 'began'));
    await program.kill();
    await program.start();
    await client.reached(id, ['running']);
    writeFileSync(join(root.path, 'go'), '');
    const { summary, view } = await client.ended(id);
    expect(summary).toMatchObject({ phase: 'succeeded', steps: { succeeded: 3 } });
    expect(view.steps['wait']?.attempt).toBe(1);
  } finally {
    await program.remove();
  }
});

test('the end of its input ends the server, and leaves nothing of it behind', async () => {
  const program = new ServerProgram(installed);
  try {
    const child = await program.start();
    expect(existsSync(program.root.socket)).toBe(true);
    const ended = new Promise(done => child.once('exit', done));
    child.stdin?.end();
    expect(await ended).toBe(0);
    expect(existsSync(program.root.private)).toBe(false);
  } finally {
    await program.remove();
  }
});

test('Ctrl-C in the terminal is not for this server', async () => {
  const program = new ServerProgram(installed);
  try {
    const child = await program.start();
    child.kill('SIGINT');
    expect(await program.client.get('runs', runListSchema)).toEqual({ runs: [] });
  } finally {
    await program.remove();
  }
});

test('a run of the command line is listed, followed to its end, and left to whom it belongs', async () => {
  const place = new TestWorkspace();
  const engine = new KillableEngine();
  const root = new TestRoot();
  const reports: unknown[] = [];
  const server = new CollardServer({
    root: place.root,
    secret,
    packageFolder: resolve('collard'),
    privateFolder: root.private,
    environment: process.env,
    report: error => reports.push(error)
  });
  try {
    await server.listen(root.socket);
    const client = new Client(root.socket);
    const events = await client.events();
    await client.get('runs', runListSchema);
    const { plan } = compile(waiting);
    const id = await engine.submit(place, plan ?? fail());
    await events.until(event => event.type === 'runs-changed' && event.notebook === 'notebook.ipynb');
    await fileAppears(place.path('began'));
    expect((await client.get('runs', runListSchema)).runs).toMatchObject([{ id, phase: 'running' }]);
    expect(await client.refusal('POST', `runs/${id}/cancel`, { body: {} })).toMatchObject({ code: 'run-active' });
    expect(await client.refusal('DELETE', `runs/${id}`)).toMatchObject({ code: 'run-active' });
    writeFileSync(place.path('go'), '');
    const seen = await events.ofRun(id);
    expect(seen.map(({ sequence }) => sequence)).toEqual(seen.map((_, index) => index + 1));
    events.close();
    expect((await client.ended(id)).summary.phase).toBe('succeeded');
    expect(reports).toEqual([]);
  } finally {
    await server.close();
    await engine.remove();
    root.remove();
    await place.remove();
  }
});

test('a run whose command was killed shows as interrupted, and goes on only when it is asked to', async () => {
  const place = new TestWorkspace();
  const engine = new KillableEngine();
  const program = new ServerProgram(installed);
  try {
    const { plan } = compile(waiting);
    const id = await engine.submit(place, plan ?? fail());
    await fileAppears(place.path('began'));
    await engine.kill();
    await program.start(place.root);
    const detail = await program.client.get(`runs/${id}`, runDetailSchema);
    expect(detail.summary.phase).toBe('interrupted');
    await program.client.ask('POST', `runs/${id}/cancel`, { body: {} });
    expect((await program.client.ended(id)).summary.phase).toBe('cancelled');
  } finally {
    await program.remove();
    await engine.remove();
    await place.remove();
  }
});

function fail(): never {
  throw new Error('the notebook of this test has no plan');
}
