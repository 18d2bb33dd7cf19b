/** Runs that go on while their notebook opens, or that begin elsewhere, are shown in it. */
import { compile } from '../../../compiler/index.js';
import { RunTakeUp } from '../../../src/run-form/run-take-up.js';
import { notebookOf } from '../support/open-notebook.js';
import { PanelInTest, until } from '../support/panel-in-test.js';
import { ServerInTest } from '../support/server-in-test.js';

const notebook = notebookOf([{ id: 'only', source: 'a = 1', tags: ['step:only'] }]);

let panel: PanelInTest;

beforeEach(() => {
  panel = new PanelInTest();
  const { pipelines, server, store, forms } = panel;
  new RunTakeUp(pipelines, server, store, forms.shown);
});
afterEach(() => panel.dispose());

function isRunning(id: string): void {
  const { plan } = compile(notebook);
  if (plan === null) {
    throw new Error('The notebook of this test has a step.');
  }
  panel.server.knows(id, plan);
  panel.server.list = [ServerInTest.listed(id, { phase: 'running' }), ...panel.server.list];
}

describe('opening a notebook', () => {
  test('shows the run of it that goes on', async () => {
    isRunning('first');
    const pipeline = await panel.open(notebook);
    await until(() => pipeline.run?.id === 'first');
  });

  test('shows no run that has ended', async () => {
    panel.server.list = [ServerInTest.listed('done')];
    const pipeline = await panel.open(notebook);
    await until(() => panel.server.asked.includes('runs'));
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(pipeline.run).toBeNull();
  });

  test('asks the server nothing when the notebook is no pipeline, until it is switched on', async () => {
    isRunning('first');
    const pipeline = await panel.open(notebookOf([{ id: 'plain', source: 'a = 1' }]));
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(panel.server.asked).toEqual([]);
    pipeline.setEnabled(true);
    await until(() => pipeline.run?.id === 'first');
  });
});

describe('a run that begins in another page', () => {
  test('is shown as soon as the server tells', async () => {
    const pipeline = await panel.open(notebook);
    await until(() => panel.server.asked.includes('runs') && panel.store.listeners > 0);
    isRunning('elsewhere');
    panel.store.runsChanged.emit(pipeline.path);
    await until(() => pipeline.run?.id === 'elsewhere');
  });
});

describe('a run that is shown', () => {
  test('is let go when another one takes its place, and when the notebook closes', async () => {
    isRunning('first');
    isRunning('second');
    const pipeline = await panel.open(notebook);
    await panel.forms.shown.show(pipeline, 'first');
    await panel.forms.shown.show(pipeline, 'second');
    expect(panel.store.released).toContain('first');
    pipeline.panel.dispose();
    expect(panel.store.released).toContain('second');
  });
});
