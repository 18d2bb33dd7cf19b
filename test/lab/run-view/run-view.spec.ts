/** The page of a run: what it shows, what its buttons do, and that nothing in it is taken for HTML. */
import { defaultRenderMime } from '@jupyterlab/rendermime/lib/testutils';
import { NotebookTracker } from '@jupyterlab/notebook';
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { Widget } from '@lumino/widgets';
import { compile, type Plan } from '../../../compiler/index.js';
import type { StepError } from '../../../protocol/step-error.js';
import { ServerRefusal } from '../../../src/client/server-refusal.js';
import { Pipelines } from '../../../src/pipeline/pipelines.js';
import { newRunView } from '../../../src/run-view/run-widget.js';
import { notebookOf, openNotebook } from '../support/open-notebook.js';
import { type, until } from '../support/panel-in-test.js';
import type { RunInTest } from '../support/run-in-test.js';
import { artifact, StepAnswers } from '../support/step-answers.js';
import { StoreInTest } from '../support/store-in-test.js';

const hostile = '<img src=x onerror="window.hacked=1">';
const content = notebookOf([
  { id: 'p', source: 'depth = 3', tags: ['pipeline-parameters'] },
  { id: 'a', source: 'x = depth', tags: ['step:load'] },
  { id: 'b', source: 'y = 1 / x', tags: ['step:train'] },
  { id: 'm', source: 'score = y\nprint(score)', tags: ['pipeline-metrics'] }
]);
const plan = compile(content).plan as Plan;

const error: StepError = {
  code: 'cell-raised',
  name: 'ZeroDivisionError',
  message: hostile,
  hint: 'Divide by something else.',
  cell: 'b',
  line: 1,
  source: 'y = 1 / x',
  column: 4,
  endColumn: 9,
  variable: null,
  traceback: ['\u001b[31mTraceback\u001b[0m', 'more'],
  retryable: false
};

let server: StepAnswers;
let store: StoreInTest;
let run: RunInTest;
let view: ReturnType<typeof newRunView>;
let called: (readonly [string, unknown])[];

const noNotebooks = (): Pipelines =>
  new Pipelines({
    tracker: new NotebookTracker({ namespace: 'test' }),
    memory: { read: () => Promise.resolve(null), write: () => Promise.resolve() },
    activate: () => undefined
  });

async function open(title = '', pipelines = noNotebooks(), notebook = 'demo.ipynb'): Promise<void> {
  run = server.knows('r', plan, { title, notebook, parameters: { depth: '5' } });
  server.cellsAtOnce = {
    sequence: 1,
    cells: [
      { cell: 'a', source: 'x = depth', seconds: 0.5, outputs: [] },
      { cell: 'b', source: `y = "${hostile}"`, seconds: null, outputs: [] }
    ]
  };
  called = [];
  const commands = new CommandRegistry();
  for (const name of ['collard:open-run', 'collard:restore-state', 'docmanager:open']) {
    commands.addCommand(name, {
      describedBy: { args: { type: 'object' } },
      execute: args => void called.push([name, args])
    });
  }
  view = newRunView('r', {
    client: server,
    store,
    pipelines,
    commands,
    rendermime: defaultRenderMime(),
    languages: null,
    trans: nullTranslator.load('collard')
  });
  Widget.attach(view, document.body);
  await until(() => view.node.querySelector('h1') !== null || view.node.querySelector('[role=alert]') !== null, text);
}

beforeEach(() => {
  server = new StepAnswers();
  store = new StoreInTest(server);
});
afterEach(() => {
  view.dispose();
  delete (window as { hacked?: number }).hacked;
});

const text = (): string => (view.node.textContent ?? '').replace(/\s+/g, ' ');
const part = (selector: string): string => (view.node.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ');
function button(name: string, selector = 'button'): HTMLElement {
  const found = [...view.node.querySelectorAll<HTMLElement>(selector)].find(({ textContent }) => textContent === name);
  if (found === undefined) {
    throw new Error(`No button “${name}” in ${text()}`);
  }
  return found;
}
const buttons = (): string[] =>
  [...view.node.querySelectorAll('.collard-RunHeader-actions button')].map(({ textContent }) => textContent ?? '');

function fails(): void {
  run.happens({ type: 'step-started', step: 'load', attempt: 1, key: 'k', pid: 1 });
  run.happens({ type: 'step-succeeded', step: 'load', attempt: 1, record: 'k/r', seconds: 1.5, outputs: { x: 1500 } });
  run.happens({ type: 'step-missed', step: 'train', key: 'k', why: 'its code changed' });
  run.happens({ type: 'step-started', step: 'train', attempt: 1, key: 'k', pid: 1 });
  run.happens({ type: 'step-failed', step: 'train', attempt: 1, error, seconds: 0.2 });
  run.happens({ type: 'run-finished', phase: 'failed', seconds: 2 });
}

describe('a run', () => {
  test('is followed while it goes on, in page and tab', async () => {
    await open('more trees');
    expect(part('.collard-RunHeader')).toMatch(/more trees.*Running/);
    expect(view.title.label).toBe('more trees');
    run.happens({ type: 'step-started', step: 'load', attempt: 2, key: 'k', pid: 1 });
    await until(() => /load Running.*attempt 2/.test(part('.collard-StepsTable').replace('Running', ' Running')), text);
    fails();
    await until(() => part('.collard-StepsTable').includes('1.50 kB'), text);
    expect(part('.collard-RunHeader')).toContain('Failed');
    expect(part('[role=status][aria-live=polite]')).toBe('Run Failed: step train failed.');
  });

  test('shows the failing step first: sentence, place, hint, traceback', async () => {
    await open();
    fails();
    await until(() => part('.collard-Step').includes('ZeroDivisionError'), text);
    const shown = part('.collard-StepError');
    expect(shown).toContain(hostile);
    expect(shown).toContain('In line 1 of a cell');
    expect(shown).toContain('Divide by something else.');
    expect(part('.collard-StepError-mark')).toBe('1 / x');
    expect(part('.collard-StepError .ansi-red-fg')).toBe('Traceback');
    expect(part('.collard-Step-because')).toBe('No earlier result was used: its code changed.');
  });

  test('numbers cells as the open notebook does', async () => {
    const pipelines = noNotebooks();
    const notebook = await openNotebook(content);
    const { path } = pipelines.add(notebook);
    await open('', pipelines, path);
    fails();
    await until(() => part('.collard-StepError').includes('In cell 3, line 1'), text);
    notebook.dispose();
  });

  test('takes nothing for HTML', async () => {
    await open(hostile);
    fails();
    await until(() => part('.collard-Step').includes(hostile), text);
    expect(view.node.querySelector('img')).toBeNull();
    expect((window as { hacked?: number }).hacked).toBeUndefined();
  });

  test('says its parameters and metrics', async () => {
    await open();
    run.happens({ type: 'metric', step: 'train', attempt: 1, name: 'score', value: 0.25 });
    button('Parameters', '[role=tab]').click();
    await until(() => part('.collard-Overview').includes('depth53'), text);
    button('Metrics', '[role=tab]').click();
    await until(() => part('.collard-Overview').includes('score0.25train'), text);
  });

  test('that does not exist says so, and can be tried again', async () => {
    await open();
    view.dispose();
    const commands = new CommandRegistry();
    view = newRunView('gone', {
      client: server,
      store,
      pipelines: noNotebooks(),
      commands,
      rendermime: defaultRenderMime(),
      languages: null,
      trans: nullTranslator.load('collard')
    });
    Widget.attach(view, document.body);
    await until(() => text().includes('There is no run gone'), text);
    server.knows('gone', plan);
    button('Try again').click();
    await until(() => view.node.querySelector('h1') !== null, text);
  });

  test('is let go of when its page is closed', async () => {
    await open();
    view.dispose();
    expect(store.released).toEqual(['r']);
  });
});

describe('buttons', () => {
  test('are those that make sense', async () => {
    await open();
    expect(buttons()).toEqual(['Cancel', 'Keep for good', 'Copy link']);
    fails();
    await until(() => buttons().includes('Run again'), text);
    expect(buttons()).toEqual(['Continue after fix', 'Run again', 'Keep for good', 'Copy link']);
  });

  test('cancel and keep', async () => {
    await open();
    button('Cancel').click();
    await until(() => server.cancelled.includes('r'));
    button('Keep for good').click();
    await until(() => button('Keep for good').getAttribute('aria-pressed') === 'true');
    expect(server.pinned.get('r')).toBe(true);
  });

  test('that are refused say why', async () => {
    await open();
    server.refusal = new ServerRefusal(409, 'conflict', 'The run has ended', 'Look at its result.', false);
    button('Cancel').click();
    await until(() => part('.collard-RunHeader [role=alert]') === 'The run has ended · Look at its result.', text);
  });

  test('restore asks for the step that is shown', async () => {
    await open();
    button('load').click();
    await until(() => part('.collard-Step h2') === 'load', text);
    button('Restore in notebook…').click();
    expect(called).toEqual([['collard:restore-state', { run: 'r', step: 'load' }]]);
  });
});

describe('a step', () => {
  test('can be chosen from outside and by the user', async () => {
    await open();
    view.content.showStep('train');
    await until(() => part('.collard-Step h2') === 'train', text);
    button('load').click();
    await until(() => part('.collard-Step h2') === 'load', text);
    expect(view.content.step).toBe('load');
  });

  test('shows its variables without loading them, its files and its libraries', async () => {
    server.details.set('load', {
      inputs: [{ name: 'frame', from: 'clean', artifact: artifact({ type: 'pandas.DataFrame', shape: [3, 2] }) }],
      outputs: [{ name: 'x', from: null, artifact: artifact({ preview: hostile, bytes: 2048 }) }],
      reads: [{ path: 'data/in.csv', size: 12 }],
      distributions: { numpy: '2.1.0' }
    });
    await open();
    view.content.showStep('load');
    await until(() => part('.collard-Step h2') === 'load', text);
    button('Variables', '[role=tab]').click();
    await until(() => part('.collard-Step').includes('frameDataFrame3 × 21 Bclean'), text);
    expect(part('.collard-Step')).toContain(`xint2.05 kB${hostile}`);
    button('Files', '[role=tab]').click();
    await until(() => part('.collard-Step').includes('data/in.csv12 B'), text);
    button('Libraries', '[role=tab]').click();
    await until(() => part('.collard-Step').includes('numpy2.1.0'), text);
  });

  test('has a log that grows, can be searched, and puts few of its lines into the page', async () => {
    await open();
    view.content.showStep('load');
    await until(() => part('.collard-Step h2') === 'load', text);
    button('Log', '[role=tab]').click();
    await until(() => part('.collard-Step').includes('Nothing was printed.'), text);
    const lines = Array.from({ length: 20_000 }, (_, line) => `line ${line}`).join('\n');
    const output = { output_type: 'stream', name: 'stdout', text: lines };
    run.happens({ type: 'cell-output', step: 'load', attempt: 1, cell: 'a', output });
    await until(() => view.node.querySelector('.collard-Log-line') !== null, text);
    expect(view.node.querySelectorAll('.collard-Log-line').length).toBeLessThan(200);
    const field = view.node.querySelector<HTMLInputElement>('.collard-Log input[type=search]');
    type(field as HTMLInputElement, 'LINE 1999');
    await until(() => part('.collard-Log-search').includes('1 of 11'), text);
    button('↓').click();
    await until(() => part('.collard-Log-search').includes('2 of 11'), text);
  });

  test('has tabs that the arrow keys walk through', async () => {
    await open();
    const tab = button('Steps', '[role=tab]');
    tab.focus();
    tab.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
    await until(() => button('Parameters', '[role=tab]').getAttribute('aria-selected') === 'true', text);
    expect(document.activeElement?.textContent).toBe('Parameters');
  });
});
