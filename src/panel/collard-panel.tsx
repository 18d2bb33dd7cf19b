/** The side panel: the pipeline of the notebook that the user works in, its problems, the next run, and earlier runs. */
import { SidePanel } from '@jupyterlab/ui-components';
import type { ITranslator } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import type { AccordionPanel, Widget } from '@lumino/widgets';
import * as React from 'react';
import { pipelineIcon } from '../icons/product-icon.js';
import { Attention } from './attention.js';
import { panelId } from './panel-id.js';
import type { PanelServices } from './panel-services.js';
import { PipelineSection } from './pipeline/pipeline-section.js';
import { ProblemCount } from './problems/problem-count.js';
import { ProblemsSection } from './problems/problems-section.js';
import { RunSection } from './run/run-section.js';
import { RunsSection } from './runs/runs-section.js';
import { Section } from './section.js';

export type SectionName = 'pipeline' | 'problems' | 'run' | 'runs';

/** How much of the height each section gets at first; those that are closed need none. */
const shares = [5, 0, 6, 0];

/** A section that somebody wants to see gets twice as much as the others. */
function shareOf(section: Widget, wanted: boolean): number {
  return wanted ? 2 : section.isHidden ? 0 : 1;
}

export class CollardPanel extends SidePanel {
  constructor(services: PanelServices, translator: ITranslator) {
    super({ translator });
    const { trans, pipelines, environment, history } = services;
    this.id = panelId;
    this.addClass('collard-Panel');
    this.title.icon = pipelineIcon;
    this.title.caption = trans.__('Collard: this notebook as a pipeline');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('Collard'));
    this.attention = new Attention(pipelines, environment, history);

    const problems = new Section('problems', trans.__('Problems'), () => <ProblemsSection {...services} />);
    this.sections = {
      pipeline: new Section('pipeline', trans.__('Pipeline'), () => <PipelineSection {...services} />),
      problems,
      run: new Section('run', trans.__('Run'), () => <RunSection {...services} />),
      runs: new Section('runs', trans.__('Runs'), () => <RunsSection {...services} />)
    };
    this.count = new ProblemCount(pipelines, problems.title, trans);
    for (const section of Object.values(this.sections)) {
      this.addWidget(section);
    }
    const accordion = this.content as AccordionPanel;
    // Their headings say enough until somebody wants more; what the user opens is remembered with the layout.
    accordion.collapse(1);
    accordion.collapse(3);
    accordion.setRelativeSizes(shares);
  }

  /** Opens a section and brings it into sight; puts the focus there. */
  reveal(name: SectionName): void {
    const accordion = this.content as AccordionPanel;
    const index = Object.keys(this.sections).indexOf(name);
    accordion.expand(index);
    accordion.setRelativeSizes(accordion.widgets.map((section, place) => shareOf(section, place === index)));
    accordion.titles[index]?.focus();
  }

  override dispose(): void {
    this.attention.dispose();
    this.count.dispose();
    super.dispose();
  }

  /** Whoever asked for the panel goes on in it; a section that was asked for has the focus already. */
  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    if (!this.node.contains(document.activeElement)) {
      (this.content as AccordionPanel).titles[0]?.focus();
    }
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.attention.visible = this.isVisible;
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.attention.visible = true;
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this.attention.visible = false;
  }

  protected override onBeforeDetach(message: Message): void {
    super.onBeforeDetach(message);
    this.attention.visible = false;
  }

  private readonly attention: Attention;
  private readonly count: ProblemCount;
  private readonly sections: Readonly<Record<SectionName, Section>>;
}
