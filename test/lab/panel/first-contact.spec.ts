/** What the panel says to somebody who comes for the first time, and what it asks the server meanwhile: nothing. */
import { notebookOf, type CellToOpen } from '../support/open-notebook.js';
import { PanelInTest, until } from '../support/panel-in-test.js';

let panel: PanelInTest;

beforeEach(() => {
  panel = new PanelInTest();
});
afterEach(() => panel.dispose());

const plain: readonly CellToOpen[] = [
  { id: 'load', source: 'data = [1]' },
  { id: 'sum', source: 'sum(data)' }
];

describe('the panel', () => {
  test('without a notebook says to open one', async () => {
    panel.show();
    await until(() => panel.text('pipeline') === 'Open a notebook to see it as a pipeline.');
  });

  test('says of a notebook in another language that it needs Python', async () => {
    const r = { kernelspec: { name: 'ir', display_name: 'R', language: 'R' }, language_info: { name: 'R' } };
    await panel.open(notebookOf(plain, r));
    panel.show();
    await until(() => panel.text('pipeline').includes('another language'));
    expect(panel.section('pipeline').querySelector('input')).toBeNull();
  });

  test('explains pipelines for a notebook without steps, and offers two ways to begin', async () => {
    await panel.open(notebookOf(plain));
    panel.show();
    await until(() => panel.text('pipeline').includes('A pipeline is your notebook cut into steps'));
    expect(panel.button('pipeline', 'Suggest steps')).toBeDefined();
    const guide = panel.button('pipeline', 'Show me how');
    expect(guide.getAttribute('aria-expanded')).toBe('false');
    guide.click();
    await until(() => guide.getAttribute('aria-expanded') === 'true');
    expect(panel.section('pipeline').querySelectorAll('ol li').length).toBeGreaterThan(2);
  });

  test('shows the steps of a notebook that was tagged for Kale, in words, too', async () => {
    await panel.open(
      notebookOf([
        { id: 'a', source: 'data = [1]', tags: ['block:load_data', 'limit:nvidia.com/gpu:1'] },
        { id: 'b', source: 'print(data)', tags: ['block:train', 'prev:load_data'] }
      ])
    );
    panel.show();
    await until(() => panel.section('pipeline').querySelector('.collard-Segments') !== null);
    panel.button('pipeline', 'List').click();
    await until(
      () => panel.text('pipeline').includes('reads data from load_data'),
      () => panel.text('pipeline')
    );
    expect(panel.text('pipeline')).toContain('starts at once');
  });

  test('switches a notebook on and off without changing it', async () => {
    const pipeline = await panel.open(notebookOf([{ id: 'a', source: 'a = 1', tags: ['step:a'] }]));
    panel.show();
    const toggle = (): HTMLInputElement | null => panel.section('pipeline').querySelector('input[role=switch]');
    await until(() => toggle()?.checked === true);
    toggle()?.click();
    await until(() => panel.text('pipeline').includes('This notebook has steps.'));
    expect(pipeline.enabled).toBe(false);
    expect(pipeline.panel.context.model.dirty).toBe(false);
  });
});

describe('the server', () => {
  test('is asked nothing about a notebook that is no pipeline', async () => {
    await panel.open(notebookOf(plain));
    panel.show();
    await until(() => panel.text('pipeline').includes('cut into steps'));
    expect(panel.server.asked).toEqual([]);
  });

  test('is asked nothing for the panel before the panel is seen', async () => {
    await panel.open(notebookOf([{ id: 'a', source: 'a = 1', tags: ['step:a'] }]));
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(panel.server.asked).toEqual([]);
    panel.show();
    await until(() => panel.server.asked.includes('environment') && panel.server.asked.includes('runs'));
  });
});
