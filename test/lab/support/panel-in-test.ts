/** The real panel with real notebooks and their real pipelines, in the page of the test; only the server is not there. */
import { NotebookTracker } from '@jupyterlab/notebook';
import type { INotebookContent } from '@jupyterlab/nbformat';
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { Widget } from '@lumino/widgets';
import { addNotebookCommands } from '../../../src/commands/notebook-commands.js';
import { addRunCommands } from '../../../src/commands/run-commands.js';
import { addRunListCommands } from '../../../src/commands/run-list-commands.js';
import { addSaveCommand } from '../../../src/commands/save-command.js';
import { CollardPanel } from '../../../src/panel/collard-panel.js';
import { EnvironmentModel } from '../../../src/panel/environment-model.js';
import { RunHistory } from '../../../src/panel/run-history.js';
import { Pipelines } from '../../../src/pipeline/pipelines.js';
import { RunForms } from '../../../src/run-form/run-forms.js';
import { ShownRuns } from '../../../src/run-form/shown-runs.js';
import type { INotebookPipeline } from '../../../src/tokens.js';
import { openNotebook } from './open-notebook.js';
import { ServerInTest } from './server-in-test.js';
import { StoreInTest } from './store-in-test.js';

export class PanelInTest {
  constructor() {
    const { commands, server, store, pipelines, forms, trans } = this;
    const context = { commands, client: server, pipelines, forms, trans };
    addRunCommands(context);
    addRunListCommands(context);
    addNotebookCommands(context);
    addSaveCommand(context);
    this.recordCommands('collard:open-run', 'collard:compare-runs', 'collard:show-panel');
    const environment = new EnvironmentModel(server);
    const history = new RunHistory(server, store);
    const services = { commands, client: server, store, pipelines, forms, environment, history, trans };
    this.panel = new CollardPanel(services, nullTranslator);
  }

  readonly commands = new CommandRegistry();
  readonly server = new ServerInTest();
  readonly store = new StoreInTest(this.server);
  readonly trans = nullTranslator.load('collard');
  readonly tracker = new NotebookTracker({ namespace: 'test' });
  readonly pipelines = new Pipelines({
    tracker: this.tracker,
    memory: { read: () => Promise.resolve(null), write: () => Promise.resolve() },
    activate: () => undefined
  });
  readonly forms = new RunForms(this.server, new ShownRuns(this.store));
  readonly panel: CollardPanel;
  /** Commands of other parts that were called, with what. */
  readonly called: (readonly [command: string, args: unknown])[] = [];

  /** Opens a notebook, which becomes the current one. */
  async open(content: INotebookContent): Promise<INotebookPipeline> {
    const notebook = await openNotebook(content);
    const pipeline = this.pipelines.add(notebook);
    await this.tracker.add(notebook);
    this.disposables.push(() => notebook.dispose());
    return pipeline;
  }

  /** Shows the panel with every section open. */
  show(): void {
    Widget.attach(this.panel, document.body);
    for (const name of ['pipeline', 'problems', 'run', 'runs'] as const) {
      this.panel.reveal(name);
    }
  }

  /** The text of one section, with single spaces. */
  text(section: string): string {
    return (this.section(section).textContent ?? '').replace(/\s+/g, ' ');
  }

  section(name: string): HTMLElement {
    const found = this.panel.node.querySelector<HTMLElement>(`.collard-Section.collard-mod-${name}`);
    if (found === null) {
      throw new Error(`The panel has no section ${name}.`);
    }
    return found;
  }

  button(section: string, name: string): HTMLButtonElement {
    const buttons = [...this.section(section).querySelectorAll('button')];
    const found = buttons.find(({ textContent, ariaLabel, title }) => [textContent, ariaLabel, title].includes(name));
    if (found === undefined) {
      throw new Error(`No button “${name}”, only ${buttons.map(({ textContent }) => textContent).join(', ')}.`);
    }
    return found;
  }

  parameter(name: string): HTMLInputElement {
    const found = this.section('run').querySelector<HTMLInputElement>(`[data-parameter="${name}"]`);
    if (found === null) {
      throw new Error(`No field for the parameter ${name}.`);
    }
    return found;
  }

  dispose(): void {
    this.panel.dispose();
    for (const dispose of this.disposables) {
      dispose();
    }
  }

  private recordCommands(...names: readonly string[]): void {
    for (const name of names) {
      this.commands.addCommand(name, {
        describedBy: { args: { type: 'object' } },
        execute: args => void this.called.push([name, args])
      });
    }
  }

  private readonly disposables: (() => void)[] = [];
}

/** Types into a field as a person does. */
export function type(field: HTMLInputElement, text: string): void {
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  setter?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Waits until something is so; fails with what it was when patience ends. */
export async function until(isSo: () => boolean, say: () => string = () => ''): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (isSo()) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  throw new Error(`It did not happen. ${say()}`);
}
