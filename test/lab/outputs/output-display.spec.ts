/** Outputs drawn by JupyterLab's renderers: never trusted, never endless, and up to date. */
import { defaultRenderMime } from '@jupyterlab/rendermime/lib/testutils';
import { Widget } from '@lumino/widgets';
import { compile, type Plan } from '../../../compiler/index.js';
import type { CellOutput } from '../../../protocol/run-event.js';
import { OutputDisplay } from '../../../src/outputs/output-display.js';
import { StepFeed } from '../../../src/outputs/step-feed.js';
import { notebookOf } from '../support/open-notebook.js';
import { until } from '../support/panel-in-test.js';
import { RunInTest } from '../support/run-in-test.js';
import { StepAnswers } from '../support/step-answers.js';

const plan = compile(notebookOf([{ id: 'a', source: 'x = 1', tags: ['step:one'] }])).plan as Plan;
const page = window as unknown as { hacked?: string };

let run: RunInTest;
let feed: StepFeed;
let display: OutputDisplay;

async function show(...outputs: CellOutput[]): Promise<void> {
  const server = new StepAnswers();
  run = new RunInTest('r', plan);
  server.cellsAtOnce = {
    sequence: run.model.view.sequence,
    cells: [{ cell: 'a', source: 'x = 1', seconds: 1, outputs }]
  };
  feed = new StepFeed(server, run.model, 'one');
  display = new OutputDisplay(feed, 'a', defaultRenderMime());
  Widget.attach(display.widget, document.body);
  await until(() => feed.state === 'ready');
}

afterEach(() => {
  display.dispose();
  feed.dispose();
  delete page.hacked;
});

const node = (): HTMLElement => display.widget.node;
const text = (): string => node().textContent ?? '';
const data = (values: Record<string, string>): CellOutput => ({
  output_type: 'display_data',
  data: values,
  metadata: {}
});

test('tables and text are drawn', async () => {
  await show(data({ 'text/html': '<table><tr><td>seven</td></tr></table>', 'text/plain': '7' }));
  await until(() => node().querySelector('td')?.textContent === 'seven', text);
});

test('colors of a terminal are drawn', async () => {
  await show({ output_type: 'stream', name: 'stdout', text: '\u001b[31mred\u001b[0m' });
  await until(() => node().querySelector('.ansi-red-fg')?.textContent === 'red', text);
});

test.each<[string, CellOutput]>([
  ['a script in HTML', data({ 'text/html': 'shown<script>window.hacked = "script"</script>' })],
  ['a handler in HTML', data({ 'text/html': 'shown<img src="x" onerror="window.hacked = \'handler\'">' })],
  ['JavaScript', data({ 'application/javascript': 'window.hacked = "js"', 'text/plain': 'shown' })],
  [
    'SVG',
    data({
      'image/svg+xml': '<svg xmlns="http://www.w3.org/2000/svg" onload="window.hacked = \'svg\'"></svg>',
      'text/plain': 'shown'
    })
  ],
  ['HTML in printed text', { output_type: 'stream', name: 'stdout', text: 'shown <script>window.hacked=1</script>' }]
])('%s is shown without being executed', async (_, output) => {
  await show(output);
  await until(() => text().includes('shown'), text);
  expect(node().querySelector('script, svg, [onerror], [onload]')).toBeNull();
  expect(page.hacked).toBeUndefined();
});

test('what comes later is added, text to text', async () => {
  await show({ output_type: 'stream', name: 'stdout', text: 'one ' });
  for (const word of ['two ', 'three']) {
    const output = { output_type: 'stream', name: 'stdout', text: word };
    run.happens({ type: 'cell-output', step: 'one', attempt: 1, cell: 'a', output });
  }
  await until(() => text().includes('one two three'), text);
  expect(node().querySelectorAll('.jp-OutputArea-child')).toHaveLength(1);
});

test('of very long text the beginning is drawn, and a traceback after it', async () => {
  await show(
    { output_type: 'stream', name: 'stdout', text: 'x'.repeat(200_000) },
    { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['the traceback'] }
  );
  await until(
    () => text().includes('the traceback'),
    () => String(text().length)
  );
  expect(display.isCut).toBe(true);
  expect(text().length).toBeLessThan(60_000);
});

test('a new attempt begins empty', async () => {
  await show({ output_type: 'stream', name: 'stdout', text: 'old' });
  run.happens({ type: 'step-started', step: 'one', attempt: 2, key: 'k', pid: 1 });
  expect(display.isEmpty).toBe(true);
});
