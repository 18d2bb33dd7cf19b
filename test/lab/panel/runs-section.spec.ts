/** The history of runs: what it shows, finds, keeps, deletes and compares. */
import { notebookOf } from '../support/open-notebook.js';
import { PanelInTest, type, until } from '../support/panel-in-test.js';
import { ServerInTest } from '../support/server-in-test.js';

const { listed } = ServerInTest;

let panel: PanelInTest;

beforeEach(async () => {
  panel = new PanelInTest();
  panel.server.list = [
    listed('new', { title: 'more trees', metrics: { accuracy: 0.91 }, seconds: 75 }),
    listed('middle', { phase: 'failed', parameters: { trees: '50' }, pinned: true }),
    listed('old', { phase: 'interrupted', seconds: null })
  ];
  await panel.open(notebookOf([{ id: 'only', source: 'a = 1', tags: ['step:only'] }]));
  panel.show();
  await until(
    () => items().length === 3,
    () => panel.text('runs')
  );
});
afterEach(() => panel.dispose());

const items = (): HTMLElement[] => [...panel.section('runs').querySelectorAll<HTMLElement>('li')];
const box = (index: number): HTMLInputElement | null | undefined =>
  items()[index]?.querySelector('input[type=checkbox]');

describe('the list of runs', () => {
  test('shows phase, name or time, duration and metrics of each', () => {
    expect(items()[0]?.textContent).toMatch(/more trees.*Succeeded.*1 m 15 s.*accuracy0\.91/);
    expect(items()[1]?.textContent).toMatch(/^2026-01-0\d .*Failed/);
    expect(items()[2]?.textContent).toMatch(/Interrupted/);
  });

  test.each([
    ['trees', ['new', 'middle']],
    ['failed', ['middle']],
    ['accuracy=0.9', ['new']],
    ['more trees', ['new']],
    ['nonsense', []]
  ])('filtered by “%s” shows %j', async (filter, expected) => {
    const field = panel.section('runs').querySelector<HTMLInputElement>('input[type=search]');
    type(field as HTMLInputElement, filter);
    await until(
      () => items().length === expected.length,
      () => panel.text('runs')
    );
    if (expected.length === 0) {
      expect(panel.text('runs')).toContain('No run fits the filter.');
    }
  });

  test('opens a run by its name', () => {
    panel.button('runs', 'more trees').click();
    expect(panel.called).toContainEqual(['collard:open-run', { run: 'new' }]);
  });

  test('compares two marked runs, the older one on the left', async () => {
    const compare = panel.button('runs', 'Compare');
    compare.click();
    box(0)?.click();
    await until(() => box(0)?.checked === true);
    expect(compare.getAttribute('aria-disabled')).toBe('true');
    box(2)?.click();
    await until(() => compare.getAttribute('aria-disabled') === 'false');
    compare.click();
    expect(panel.called.filter(([command]) => command === 'collard:compare-runs')).toEqual([
      ['collard:compare-runs', { left: 'old', right: 'new' }]
    ]);
  });

  test('is read anew when the server says that it changed, and only then', async () => {
    const asked = (): number => panel.server.asked.filter(question => question === 'runs').length;
    const before = asked();
    panel.store.runsChanged.emit('another.ipynb');
    expect(asked()).toBe(before);
    panel.server.list = panel.server.list.slice(1);
    panel.store.runsChanged.emit(null);
    await until(() => items().length === 2);
  });
});

describe('commands about a run', () => {
  test('keep it for good, or no longer', async () => {
    await panel.commands.execute('collard:pin-run', { run: 'new', pinned: true });
    await panel.commands.execute('collard:pin-run', { run: 'middle', pinned: false });
    expect([...panel.server.pinned]).toEqual([
      ['new', true],
      ['middle', false]
    ]);
  });

  test('delete it after a question, but not when it is kept for good', async () => {
    expect(panel.commands.isEnabled('collard:delete-run', { run: 'middle', pinned: true })).toBe(false);
    const no = panel.commands.execute('collard:delete-run', { run: 'old' });
    await answerDialog('Cancel');
    await no;
    expect(panel.server.removed).toEqual([]);
    const yes = panel.commands.execute('collard:delete-run', { run: 'old' });
    await answerDialog('Delete');
    await yes;
    expect(panel.server.removed).toEqual(['old']);
  });
});

async function answerDialog(label: string): Promise<void> {
  const button = (): HTMLElement | undefined =>
    [...document.querySelectorAll<HTMLElement>('.jp-Dialog button')].find(({ textContent }) => textContent === label);
  await until(() => button() !== undefined);
  button()?.click();
}
