/** What a notification says of a run that ended, and where its buttons lead. */
import { Notification } from '@jupyterlab/apputils';
import { notifyOfEnd } from '../../../src/notifications/run-notification.js';
import type { INotebookPipeline } from '../../../src/tokens.js';
import { notebookOf } from '../support/open-notebook.js';
import { PanelInTest, until } from '../support/panel-in-test.js';
import type { RunInTest } from '../support/run-in-test.js';

let panel: PanelInTest;
let pipeline: INotebookPipeline;
let run: RunInTest;

beforeEach(async () => {
  panel = new PanelInTest();
  pipeline = await panel.open(
    notebookOf([
      { id: 'top', source: '# nothing yet' },
      { id: 'only', source: 'a = 1', tags: ['step:only'] }
    ])
  );
  const { plan } = await pipeline.compileNow();
  if (plan === null) {
    throw new Error('The notebook of this test has a step.');
  }
  run = panel.server.knows('run-1', plan, { notebook: pipeline.path, pipeline: 'demo' });
});
afterEach(() => {
  Notification.dismiss();
  panel.dispose();
});

function shown(): Notification.INotification {
  notifyOfEnd(run.model, panel);
  const [newest] = Notification.manager.notifications;
  if (newest === undefined) {
    throw new Error('There is no notification.');
  }
  return newest;
}

test('of a run that succeeded says how long it took, and opens it', () => {
  run.happens({ type: 'run-finished', phase: 'succeeded', seconds: 75 });
  const { message, type, options } = shown();
  expect([type, message]).toEqual(['success', 'demo is done after 1 m 15 s.']);
  options.actions?.[0]?.callback(new MouseEvent('click'));
  expect(panel.called).toContainEqual(['collard:open-run', { run: 'run-1' }]);
});

test('of a run that failed names step and error, stays, and leads to the cell', async () => {
  const error = {
    code: 'cell-raised',
    name: 'KeyError',
    message: 'x'.repeat(500),
    hint: '',
    cell: 'only',
    line: null,
    source: null,
    column: null,
    endColumn: null,
    variable: null,
    traceback: [],
    retryable: false
  } as const;
  run.happens({ type: 'step-failed', step: 'only', attempt: 1, seconds: 1, error });
  run.happens({ type: 'run-finished', phase: 'failed', seconds: 1 });
  const { message, type, options } = shown();
  expect([type, message, options.autoClose]).toEqual(['error', 'demo failed in step only: KeyError', false]);
  options.actions?.find(({ label }) => label === 'Go to cell')?.callback(new MouseEvent('click'));
  await until(() => pipeline.panel.content.activeCell?.model.id === 'only');
});

test('of a run that was cancelled says so', () => {
  run.happens({ type: 'run-finished', phase: 'cancelled', seconds: 1 });
  expect(shown().message).toBe('demo was cancelled.');
});
