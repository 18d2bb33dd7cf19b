/** Outputs of a run under the cells of a real notebook, which stays as it was. */
import { NotebookActions } from '@jupyterlab/notebook';
import { defaultRenderMime } from '@jupyterlab/rendermime/lib/testutils';
import { nullTranslator } from '@jupyterlab/translation';
import type { Plan } from '../../../compiler/index.js';
import { NotebookOutputs } from '../../../src/outputs/notebook-outputs.js';
import { notebookOf } from '../support/open-notebook.js';
import { openPipeline, type OpenPipeline } from '../support/open-pipeline.js';
import { until } from '../support/panel-in-test.js';
import { RunInTest } from '../support/run-in-test.js';
import { StepAnswers } from '../support/step-answers.js';

const content = notebookOf([
  { id: 'load', source: 'data = [1]', tags: ['step:load'] },
  { id: 'note', type: 'markdown', source: 'words' },
  { id: 'train', source: 'print(data)', tags: ['step:train'] }
]);

let opened: OpenPipeline;
let outputs: NotebookOutputs;
let run: RunInTest;

beforeEach(async () => {
  opened = await openPipeline(content);
  const { plan } = await opened.pipeline.compileNow();
  run = new RunInTest('r', plan as Plan, { title: 'a <b>title</b>' });
  const server = new StepAnswers();
  server.cellsAtOnce = { sequence: run.model.view.sequence, cells: [] };
  opened.pipeline.showRun(run.model);
  const rendermime = defaultRenderMime();
  outputs = new NotebookOutputs(opened.pipeline, { client: server, rendermime, trans: nullTranslator.load('collard') });
});
afterEach(() => {
  outputs.dispose();
  opened.dispose();
});

const regions = (): HTMLElement[] => [
  ...opened.panel.node.querySelectorAll<HTMLElement>('.collard-CellRegion:not(.lm-mod-hidden)')
];
const label = (region: HTMLElement | undefined): string => region?.getAttribute('aria-label') ?? '';

async function prints(step: string, cell: string, text: string): Promise<void> {
  run.happens({ type: 'step-started', step, attempt: 1, key: 'k', pid: 1 });
  await new Promise(resolve => setTimeout(resolve, 0));
  run.happens({ type: 'cell-output', step, attempt: 1, cell, output: { output_type: 'stream', name: 'stdout', text } });
}

test('appear under the cell that made them, named by run and step, as text', async () => {
  await prints('load', 'load', 'hello');
  await until(() => regions().length === 1);
  expect(label(regions()[0])).toBe('From run a <b>title</b>, step load');
  expect(regions()[0]?.textContent).toContain('hello');
  expect(opened.panel.content.widgets[0]?.node.contains(regions()[0] ?? null)).toBe(true);
});

test('change nothing in the notebook', async () => {
  await prints('load', 'load', 'hello');
  await until(() => regions().length === 1);
  expect(opened.panel.context.model.dirty).toBe(false);
  expect(opened.panel.context.model.sharedModel.canUndo()).toBe(false);
});

test('go with their cell when it is moved', async () => {
  await prints('load', 'load', 'hello');
  await until(() => regions().length === 1);
  opened.panel.content.activeCellIndex = 0;
  NotebookActions.moveDown(opened.panel.content);
  await until(
    () => regions().length === 1 && opened.panel.content.widgets[1]?.node.contains(regions()[0] ?? null) === true
  );
});

test('are closed one by one', async () => {
  await prints('load', 'load', 'hello');
  await prints('train', 'train', 'world');
  await until(() => regions().length === 2);
  regions()[0]?.querySelector('button')?.click();
  expect(regions().map(label)).toEqual(['From run a <b>title</b>, step train']);
  run.happens({ type: 'metric', step: 'train', attempt: 1, name: 'm', value: 1 });
  await new Promise(resolve => setTimeout(resolve, 20));
  expect(regions()).toHaveLength(1);
});

test('go when the notebook turns to no run, and when they are switched off', async () => {
  await prints('load', 'load', 'hello');
  await until(() => regions().length === 1);
  opened.pipeline.showRun(null);
  expect(regions()).toEqual([]);
  opened.pipeline.showRun(run.model);
  outputs.dispose();
  expect(opened.panel.node.querySelector('.collard-CellRegion')).toBeNull();
});
