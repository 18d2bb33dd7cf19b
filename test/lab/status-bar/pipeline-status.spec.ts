/** The words in the status bar: how far a run is, else how many problems there are, else nothing. */
import { Widget } from '@lumino/widgets';
import { PipelineStatus } from '../../../src/status-bar/pipeline-status.js';
import { notebookOf } from '../support/open-notebook.js';
import { PanelInTest, until } from '../support/panel-in-test.js';

let panel: PanelInTest;
let status: PipelineStatus;
let opened: string[];

beforeEach(() => {
  panel = new PanelInTest();
  opened = [];
  status = new PipelineStatus(panel.pipelines, panel.trans, section => opened.push(section));
  Widget.attach(status, document.body);
});
afterEach(() => {
  status.dispose();
  panel.dispose();
});

const text = (): string => status.node.textContent ?? '';

test('is not there without a pipeline, and not for a good one that does not run', async () => {
  expect(status.hasText).toBe(false);
  const pipeline = await panel.open(notebookOf([{ id: 'a', source: 'a = 1', tags: ['step:a'] }]));
  await pipeline.compileNow();
  expect(status.hasText).toBe(false);
});

test('counts problems, and leads to them', async () => {
  await panel.open(notebookOf([{ id: 'a', source: 'print(nowhere)', tags: ['step:a'] }]));
  await until(() => text() === 'Pipeline: 1 problem', text);
  status.node.querySelector('button')?.click();
  expect(opened).toEqual(['problems']);
});

test('counts steps while a run goes on, and leads to the run', async () => {
  await panel.open(
    notebookOf([
      { id: 'a', source: 'a = 1', tags: ['step:a'] },
      { id: 'b', source: 'b = a', tags: ['step:b', 'prev:a'] }
    ])
  );
  await panel.commands.execute('collard:run');
  await until(() => text() === 'Pipeline: step 0/2', text);
  const run = panel.server.known.get('run-1');
  run?.happens({ type: 'step-cached', step: 'a', record: 'k/1', outputs: {}, metrics: {} });
  await until(() => text() === 'Pipeline: step 1/2', text);
  status.node.querySelector('button')?.click();
  expect(opened).toEqual(['run']);
  run?.happens({ type: 'run-finished', phase: 'succeeded', seconds: 1 });
  await until(() => !status.hasText && text() === '', text);
});
