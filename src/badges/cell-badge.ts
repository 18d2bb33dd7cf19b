/** The row above the input of a code cell: what it is in the pipeline, what is wrong with it, and how far the run is. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import type { Fix } from '../../compiler/index.js';
import { ProblemLines } from '../problems/problem-lines.js';
import type { BadgeContent } from './badge-content.js';
import { badgeLabel, chipText, chipTitle } from './badge-words.js';
import { detailNodes, type Details } from './details.js';
import { button, element } from '../dom/elements.js';
import { Part } from '../dom/part.js';
import { RunPart } from './run-part.js';
import { colorNumber, isPatterned } from './step-color.js';

/** What a user can do from a badge. */
export interface BadgeActions {
  /** Null when no editor is there. */
  readonly edit: ((anchor: HTMLElement) => void) | null;
  goToStep(step: string): void;
  goToLine(line: number): void;
  fix(fix: Fix): void;
  /** Null when there is no view of runs. */
  readonly openRun: ((run: string, step: string) => void) | null;
}

export class CellBadge extends Widget {
  constructor(
    actions: BadgeActions,
    private readonly trans: TranslationBundle
  ) {
    super();
    this.addClass('collard-Badge');
    this.node.dataset['lmSuppressShortcuts'] = 'true'; // or Enter on a button would be a command of the notebook
    this.chip = button('edit', { class: 'collard-Badge-chip' }, () => actions.edit?.(this.chip));
    this.chip.disabled = actions.edit === null;
    this.details = new Part('collard-Badge-details', content => detailNodes(trans, content, actions), this.chip);
    this.runPart = new RunPart(trans, actions, this.chip);
    this.problems = new ProblemLines(trans, actions, this.chip);
    this.node.append(
      element('div', { class: 'collard-Badge-edge' }),
      element(
        'div',
        { class: 'collard-Badge-row' },
        this.chip,
        this.details.node,
        this.problems.toggle,
        this.runPart.node
      ),
      this.runPart.failure,
      this.problems.node
    );
  }

  /** Draws what differs from before. */
  display(content: BadgeContent): void {
    const { after, marks } = content;
    this.showChip(content);
    this.showEdge(content);
    this.details.show({ after, marks });
    this.runPart.show(content.run);
    this.problems.show(content.problems);
  }

  /** Seconds go by while a step runs. */
  tick(now: number): void {
    this.runPart.tick(now);
  }

  private showChip(content: BadgeContent): void {
    const { chip, trans } = this;
    const label = badgeLabel(trans, content);
    if (label !== chip.getAttribute('aria-label')) {
      chip.dataset['kind'] = content.kind;
      chip.textContent = chipText(trans, content);
      chip.title = chipTitle(trans, content);
      chip.setAttribute('aria-label', label);
    }
  }

  private showEdge({ kind, place, opens }: BadgeContent): void {
    const edge = kind !== 'step' && kind !== 'merged' ? 'none' : opens ? 'solid' : 'dashed';
    const color = place === null ? '' : `var(--collard-step-${colorNumber(place)})`;
    const patterned = String(place !== null && isPatterned(place));
    const { dataset, style } = this.node;
    if (edge !== dataset['edge'] || patterned !== dataset['patterned'] || color !== this.color) {
      this.color = color;
      dataset['edge'] = edge;
      dataset['patterned'] = patterned;
      style.setProperty('--collard-step-color', color);
    }
  }

  private color = '';
  private readonly chip: HTMLButtonElement;
  private readonly details: Part<Details>;
  private readonly runPart: RunPart;
  private readonly problems: ProblemLines;
}
