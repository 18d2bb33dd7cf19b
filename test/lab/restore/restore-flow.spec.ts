/** A restore from the question to the report, with JupyterLab's own dialogs. */
import { NotebookTracker, type NotebookPanel } from '@jupyterlab/notebook';
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { compile, type Plan } from '../../../compiler/index.js';
import type { StepState } from '../../../protocol/api.js';
import { reportMimeType, type RestoreReport } from '../../../src/restore/restore-report.js';
import { restoreState } from '../../../src/restore/restore-flow.js';
import { KernelInTest } from '../support/kernel-in-test.js';
import { notebookOf, openNotebook } from '../support/open-notebook.js';
import { until } from '../support/panel-in-test.js';
import { artifact, StepAnswers } from '../support/step-answers.js';

const plan = compile(notebookOf([{ id: 'a', source: 'x = 1', tags: ['step:one'] }])).plan as Plan;
const large = 65_000_000;

const failure: StepState = {
  kind: 'failure',
  kinds: ['failure', 'inputs'],
  variables: [
    { name: 'small', from: null, artifact: artifact() },
    { name: 'mapped', from: null, artifact: artifact({ serializer: 'npy', bytes: large }) },
    { name: 'huge', from: null, artifact: artifact({ serializer: 'pickle', bytes: large }) }
  ],
  locals: [{ name: 'i', from: null, artifact: artifact() }],
  error: null
};
const inputs: StepState = { ...failure, kind: 'inputs', variables: failure.variables.slice(0, 1), locals: [] };

let server: StepAnswers;
let kernel: KernelInTest;
let panel: NotebookPanel;
let ended: Promise<void>;

async function ask(): Promise<void> {
  server = new StepAnswers();
  server.knows('r', plan, { notebook: null });
  server.states.set('failure', failure).set('inputs', inputs);
  kernel = new KernelInTest();
  panel = await openNotebook(notebookOf([{ id: 'a' }]));
  Object.defineProperty(panel.sessionContext, 'ready', { value: Promise.resolve() });
  Object.defineProperty(panel.sessionContext, 'session', { value: { kernel } });
  const notebooks = new NotebookTracker({ namespace: 'test' });
  await notebooks.add(panel);
  const commands = new CommandRegistry();
  commands.addCommand('docmanager:open', { describedBy: { args: { type: 'object' } }, execute: () => panel });
  const trans = nullTranslator.load('collard');
  ended = restoreState({ run: 'r', step: 'one', kind: null }, { client: server, commands, notebooks, trans });
  await until(() => text().includes('Python 3.11.7'), text);
}

afterEach(async () => {
  document.querySelectorAll<HTMLElement>('.jp-Dialog-footer button:first-child').forEach(button => button.click());
  await ended;
  panel.dispose();
});

const dialog = (): HTMLElement | null => document.querySelector('.jp-Dialog');
const text = (): string => (dialog()?.textContent ?? '').replace(/\s+/g, ' ');
const chosen = (): string[] =>
  [...(dialog()?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? [])]
    .filter(({ checked }) => checked)
    .map(box => box.getAttribute('aria-label') ?? '');
function press(name: string): void {
  const found = [...(dialog()?.querySelectorAll('button') ?? [])].find(({ textContent }) => textContent === name);
  if (found === undefined) {
    throw new Error(`No button “${name}” in ${text()}`);
  }
  found.click();
}

function reportOf(statuses: Readonly<Record<string, RestoreReport['objects'][number]['status']>>): RestoreReport {
  const objects = Object.entries(statuses).map(([name, status]) => ({
    name,
    type: 'int',
    bytes: 1,
    status,
    reason: status === 'failed' ? 'its file is gone' : null
  }));
  return { version: 1, run: 'r', step: 'one', kind: 'failure', parameters: ['seed'], objects, definitions: [] };
}

test('nothing is executed before the user agrees, nor when the user declines', async () => {
  await ask();
  expect(server.restored).toEqual([]);
  press('Cancel');
  await ended;
  expect([server.restored, kernel.executed]).toEqual([[], []]);
});

test('the question says what comes, how much, and what it means', async () => {
  await ask();
  expect(text()).toContain('small');
  expect(text()).toContain('failed_locals["i"]');
  expect(text()).toContain('loaded with pickle, which can run code');
  expect(text()).toContain('The step ran with Python 3.11.7');
});

test('values that are large and not mapped are left out unless the user wants them', async () => {
  await ask();
  expect(chosen()).toEqual(['Load small', 'Load mapped', 'Load failed_locals["i"]']);
  expect(text()).toContain('3 of 4 variables, 65.0 MB');
  dialog()?.querySelector<HTMLInputElement>('input[aria-label="Load huge"]')?.click();
  await until(() => text().includes('4 of 4 variables'), text);
  press('Load the Variables');
  await until(() => server.restored.length === 1);
  expect(server.restored).toEqual([['failure', null]]);
  await until(() => dialog() !== null && text().includes('did not report'), text);
});

test('another state can be chosen', async () => {
  await ask();
  dialog()?.querySelectorAll<HTMLInputElement>('input[type=radio]')[1]?.click();
  await until(() => text().includes('1 of 1 variable'), text);
  press('Load the Variables');
  await until(() => server.restored.length === 1);
  expect(server.restored).toEqual([['inputs', null]]);
  await until(() => text().includes('did not report'), text);
});

test('the report names every object, and loads what was left out', async () => {
  await ask();
  kernel.answers = () => ({
    shown: { [reportMimeType]: reportOf({ small: 'restored', mapped: 'mapped', huge: 'left-out', i: 'failed' }) }
  });
  press('Load the Variables');
  await until(() => text().includes('could not be restored'), text);
  expect(server.restored).toEqual([['failure', ['small', 'mapped', 'failed_locals["i"]']]]);
  expect(text()).toContain('One variable could not be restored');
  expect(text()).toMatch(
    /smallint1 BRestored .*read from disk as it is used.*Left out\..*Not restored: its file is gone/
  );
  expect(text()).toContain('Parameters: seed');
  kernel.answers = () => ({ shown: { [reportMimeType]: reportOf({ small: 'left-out', huge: 'restored' }) } });
  press('Load huge');
  await until(() => text().includes('hugeint1 BRestored'), text);
  expect(text()).toContain('smallint1 BRestored');
  expect(server.restored[1]).toEqual(['failure', ['huge']]);
});

test('a trouble is told, and the dialog closes', async () => {
  await ask();
  kernel.language = 'r';
  press('Load the Variables');
  await until(() => text().includes('The kernel of the notebook speaks r.'), text);
  expect(server.restored).toEqual([]);
});
