/** Commands: what they do, when they can be used, and that what the schema names exists. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { notebookOf, type CellToOpen } from '../support/open-notebook.js';
import { PanelInTest, until } from '../support/panel-in-test.js';
import '../support/structured-clone.js';

let panel: PanelInTest;

beforeEach(() => {
  panel = new PanelInTest();
});
afterEach(() => panel.dispose());

const steps: readonly CellToOpen[] = [
  { id: 'load', source: 'data = [1]', tags: ['step:load'] },
  { id: 'sum', source: 'sum(data)', tags: ['step:sum', 'prev:load'] }
];

const commandsOfNotebook = ['collard:run', 'collard:run-step', 'collard:next-problem', 'collard:save-pipeline'];

describe('commands', () => {
  test('all have a label, a caption and a description of their arguments', async () => {
    for (const command of panel.commands
      .listCommands()
      .filter(id => !['collard:open-run', 'collard:compare-runs', 'collard:show-panel'].includes(id))) {
      expect([command, panel.commands.label(command)]).not.toEqual([command, '']);
      expect([command, panel.commands.caption(command)]).not.toEqual([command, '']);
      expect((await panel.commands.describedBy(command)).args).toMatchObject({ type: 'object' });
    }
  });

  test.each(commandsOfNotebook)('%s cannot be used without a pipeline', async command => {
    expect(panel.commands.isEnabled(command)).toBe(false);
    await panel.open(notebookOf([{ id: 'plain', source: 'a = 1' }]));
    expect(panel.commands.isEnabled(command)).toBe(false);
  });

  test('collard:run runs the current notebook', async () => {
    const pipeline = await panel.open(notebookOf(steps));
    await panel.commands.execute('collard:run');
    expect(panel.server.submitted).toHaveLength(1);
    expect(pipeline.run?.id).toBe('run-1');
  });

  test('collard:run with errors sends nothing and shows the reasons', async () => {
    await panel.open(notebookOf([{ id: 'broken', source: 'x = (', tags: ['step:broken'] }]));
    await panel.commands.execute('collard:run');
    expect(panel.server.submitted).toEqual([]);
    expect(panel.called).toEqual([['collard:show-panel', { section: 'run' }]]);
  });

  test('collard:run-step runs the step of the active cell', async () => {
    const pipeline = await panel.open(notebookOf(steps));
    await pipeline.compileNow();
    pipeline.panel.content.activeCellIndex = 1;
    await panel.commands.execute('collard:run-step');
    expect(panel.server.submitted[0]?.only).toEqual(['sum']);
  });

  test('collard:cancel stops the run of the current notebook, and has nothing to do without one', async () => {
    await panel.open(notebookOf(steps));
    expect(panel.commands.isEnabled('collard:cancel')).toBe(false);
    await panel.commands.execute('collard:run');
    expect(panel.commands.isEnabled('collard:cancel')).toBe(true);
    await panel.commands.execute('collard:cancel');
    expect(panel.server.cancelled).toEqual(['run-1']);
  });

  test('collard:toggle switches the pipeline off and on', async () => {
    const pipeline = await panel.open(notebookOf(steps));
    expect(panel.commands.isToggled('collard:toggle')).toBe(true);
    await panel.commands.execute('collard:toggle');
    expect(pipeline.enabled).toBe(false);
  });

  test('collard:next-problem goes from problem to problem, and round again', async () => {
    const pipeline = await panel.open(
      notebookOf([
        { id: 'good', source: 'a = 1', tags: ['step:good'] },
        { id: 'bad', source: 'print(nowhere)', tags: ['step:bad', 'prev:good'] },
        { id: 'worse', source: 'print(nothing)', tags: ['step:worse', 'prev:bad'] }
      ])
    );
    await pipeline.compileNow();
    pipeline.panel.content.activeCellIndex = 0;
    const visited: (string | undefined)[] = [];
    for (let times = 0; times < 3; times += 1) {
      await panel.commands.execute('collard:next-problem');
      visited.push(pipeline.panel.content.activeCell?.model.id);
    }
    expect(visited).toEqual(['bad', 'worse', 'bad']);
  });

  test.each([
    ['json', /^\{\n {2}"version"/],
    ['svg', /^<svg /],
    ['mermaid', /^flowchart TD/]
  ])('collard:save-pipeline saves %s', async (format, expected) => {
    const saved: Blob[] = [];
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:pipeline';
    };
    URL.revokeObjectURL = () => undefined;
    HTMLAnchorElement.prototype.click = () => undefined;
    await panel.open(notebookOf(steps));
    await panel.commands.execute('collard:save-pipeline', { format });
    await until(() => saved.length === 1);
    expect(await textOf(saved[0])).toMatch(expected);
  });
});

describe('the schema', () => {
  interface Shortcut {
    readonly command: string;
    readonly keys: readonly string[];
    readonly selector: string;
  }
  const schema = JSON.parse(readFileSync('schema/plugin.json', 'utf8')) as {
    readonly 'jupyter.lab.shortcuts': readonly Shortcut[];
  };
  const schemas = '.venv/share/jupyter/lab/schemas';

  test('takes no shortcut that JupyterLab has', () => {
    expect(existsSync(schemas)).toBe(true);
    const taken = globSync(`${schemas}/**/*.json`).flatMap(file => {
      const { 'jupyter.lab.shortcuts': shortcuts = [] } = JSON.parse(readFileSync(file, 'utf8')) as {
        readonly 'jupyter.lab.shortcuts'?: readonly Shortcut[];
      };
      return shortcuts.map(({ keys }) => keys.join(' '));
    });
    expect(taken.length).toBeGreaterThan(50);
    for (const { keys } of schema['jupyter.lab.shortcuts']) {
      expect(taken).not.toContain(keys.join(' '));
    }
  });
});

function textOf(blob: Blob | undefined): Promise<string> {
  return new Promise(resolve => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
    reader.readAsText(blob ?? new Blob());
  });
}
