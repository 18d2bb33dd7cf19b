/** The list of problems: order, places, fixes, and the number in the heading. */
import { notebookOf } from '../support/open-notebook.js';
import { PanelInTest, until } from '../support/panel-in-test.js';

let panel: PanelInTest;

beforeEach(() => {
  panel = new PanelInTest();
});
afterEach(() => panel.dispose());

const items = (): HTMLElement[] => [...panel.section('problems').querySelectorAll<HTMLElement>('li')];

/** A step that reads what no cell defines, and one whose `prev:` names no step. */
const faulty = notebookOf([
  { id: 'first', source: 'a = 1', tags: ['step:first'] },
  { id: 'lost', source: 'b = a', tags: ['step:lost', 'prev:frist'] },
  { id: 'last', source: 'print(nowhere_at_all)', tags: ['step:last', 'prev:lost'] }
]);

describe('the list of problems', () => {
  test('names the gravest first, each with its severity in words and its cell', async () => {
    await panel.open(faulty);
    panel.show();
    await until(() => items().length > 0);
    const severities = items().map(item => item.querySelector('.collard-hidden')?.textContent);
    expect(severities).toEqual([...severities].sort());
    expect(severities[0]).toBe('Error:');
    expect(panel.text('problems')).toMatch(/Cell 2/);
    expect(panel.text('problems')).toMatch(/Cell 3/);
  });

  test('says in its heading how many there are beside mere notes', async () => {
    await panel.open(faulty);
    panel.show();
    await until(() => items().length > 0);
    const title = panel.panel.widgets.map(({ title: { label } }) => label).find(label => label.startsWith('Problems'));
    const [errors, warnings, notes] = ['Error:', 'Warning:', 'Note:'].map(
      word => items().filter(item => item.querySelector('.collard-hidden')?.textContent === word).length
    );
    expect(title).toBe(`Problems (${(errors ?? 0) + (warnings ?? 0)})`);
    expect(notes).toBeGreaterThan(0);
  });

  test('leads to the cell by a click', async () => {
    const pipeline = await panel.open(faulty);
    panel.show();
    await until(() => items().length > 0);
    const item = items().find(({ textContent }) => textContent?.includes('nowhere_at_all'));
    item?.querySelector<HTMLElement>('button.collard-Problem-message')?.click();
    await until(() => pipeline.panel.content.activeCell?.model.id === 'last');
  });

  test('mends by one click what can be mended, as one step of undo', async () => {
    const pipeline = await panel.open(faulty);
    panel.show();
    await until(() => panel.section('problems').querySelector('.collard-Problem-fixes button') !== null);
    const { sharedModel } = pipeline.panel.context.model;
    const tags = (): unknown => sharedModel.cells.find(cell => cell.getId() === 'lost')?.getMetadata('tags');
    panel.section('problems').querySelector<HTMLElement>('.collard-Problem-fixes button')?.click();
    expect(tags()).not.toEqual(['step:lost', 'prev:frist']);
    sharedModel.undo();
    expect(tags()).toEqual(['step:lost', 'prev:frist']);
  });

  test('says in words that there is none', async () => {
    await panel.open(notebookOf([{ id: 'only', source: 'a = 1', tags: ['step:only'] }]));
    panel.show();
    await until(
      () => panel.text('problems').includes('No problems'),
      () => panel.text('problems')
    );
  });
});
