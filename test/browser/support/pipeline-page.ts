/** What people look at and click in a page with a pipeline: badges, graph, panel and run view. */
import type { Locator, Page } from 'playwright-core';
import type { LabPage } from './lab-page.js';

export type StepPhase = 'cached' | 'cancelled' | 'failed' | 'pending' | 'running' | 'skipped' | 'succeeded';

/** Long enough for a cold start of server and Python on a slow machine. */
export const patience = 60_000;

export class PipelinePage {
  constructor(readonly lab: LabPage) {}

  get page(): Page {
    return this.lab.page;
  }

  get panel(): Locator {
    return this.page.locator('.collard-Panel');
  }

  /** Pulls the edge of the panel to the right. */
  async widenPanel(pixels: number): Promise<void> {
    const box = await this.panel.boundingBox();
    if (box === null) {
      throw new Error('The panel is closed.');
    }
    const [x, y] = [box.x + box.width + 3, box.y + 300];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + pixels, y, { steps: 4 });
    await this.page.mouse.up();
  }

  /** The run that the panel shows. */
  get progress(): Locator {
    return this.panel.getByRole('region', { name: 'Run of this notebook' });
  }

  /** The page of a run in the main area. */
  get runView(): Locator {
    return this.page.locator('.collard-RunPage:visible');
  }

  badge(cell: number): Locator {
    return this.lab.cell(cell).locator('.collard-Badge');
  }

  chip(cell: number): Locator {
    return this.badge(cell).locator('.collard-Badge-chip');
  }

  graphStep(name: string): Locator {
    return this.panel.locator(`.collard-GraphStep[data-step="${name}"]`);
  }

  /** The names of the steps in the graph, sorted. */
  async stepsInGraph(): Promise<readonly string[]> {
    const names = await this.panel.locator('.collard-GraphStep-name').allTextContents();
    return names.sort();
  }

  async run(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Compile and run' }).click();
  }

  /** Waits until the run that the panel shows is in this phase. */
  async untilRunIs(phase: StepPhase): Promise<void> {
    await this.progress.locator(`.collard-Progress-head [data-phase="${phase}"]`).waitFor({ timeout: patience });
  }

  /** Waits until the graph shows each of these steps in its phase. */
  async untilGraphShows(phases: Readonly<Record<string, StepPhase>>): Promise<void> {
    for (const [step, phase] of Object.entries(phases)) {
      await this.graphStep(step).locator(`[data-phase="${phase}"]`).waitFor({ timeout: patience });
    }
  }

  async untilCellShows(cell: number, phase: StepPhase): Promise<void> {
    await this.badge(cell).locator(`.collard-PhaseMark[data-phase="${phase}"]`).waitFor({ timeout: patience });
  }

  /** Opens the run that the panel shows; waits for its page. */
  async openRun(): Promise<void> {
    await this.progress.getByRole('button', { name: 'Open run' }).click();
    await this.runView.waitFor({ timeout: patience });
  }

  /** Brings the notebook to the front again. */
  async backToNotebook(): Promise<void> {
    await this.page.locator('.lm-DockPanel-tabBar .lm-TabBar-tab', { hasText: '.ipynb' }).first().click();
    await this.page.locator('.jp-Notebook:visible').waitFor();
  }

  /** Brings the page of a run of this pipeline to the front again. */
  async backToRun(name: string): Promise<void> {
    const tab = this.page.locator('.lm-DockPanel-tabBar .lm-TabBar-tab').getByText(name, { exact: true });
    await tab.click({ timeout: patience });
    await this.runView.waitFor({ timeout: patience });
  }

  /** A tab of the page of the run, such as `Log`. */
  async chooseTab(name: string): Promise<void> {
    await this.runView.getByRole('tab', { name, exact: true }).click();
  }

  /** Chooses a step in the table of the run. */
  async chooseStep(name: string): Promise<void> {
    await this.runView.locator('.collard-StepsTable').getByRole('button', { name, exact: true }).click();
  }

  /** Types over the whole source of a cell. */
  async rewrite(cell: number, source: string): Promise<void> {
    const content = this.lab.cell(cell).locator('.cm-content');
    await content.click();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(source);
  }
}
