/** What the run says about a cell: the phase of its step at the end of the row, and below it what went wrong. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { phaseIcon } from '../phases/phase-icons.js';
import { phaseText } from './badge-words.js';
import type { BadgeActions } from './cell-badge.js';
import type { CellInRun } from './cell-in-run.js';
import { button, element } from '../dom/elements.js';
import { Part } from '../dom/part.js';

export class RunPart {
  constructor(
    private readonly trans: TranslationBundle,
    private readonly actions: Pick<BadgeActions, 'goToLine' | 'openRun'>,
    fallback: HTMLElement
  ) {
    this.phasePart = new Part('collard-Badge-phase', run => this.phaseNodes(run), fallback);
    this.failurePart = new Part('collard-Badge-failure', run => this.failureNodes(run), fallback);
    this.node = this.phasePart.node;
    this.failure = this.failurePart.node;
  }

  /** The phase; belongs at the end of the row. */
  readonly node: HTMLElement;
  /** A line of its own. */
  readonly failure: HTMLElement;

  show(run: CellInRun | null): void {
    this.run = run;
    this.phasePart.show(run);
    this.failurePart.show(run);
  }

  tick(now: number): void {
    if (this.run?.phase === 'running' && this.words !== null) {
      this.words.textContent = phaseText(this.trans, this.run, now);
    }
  }

  private phaseNodes(run: CellInRun | null): readonly Node[] {
    if (run === null || run.phase === null) {
      return [];
    }
    const icon = phaseIcon(run.phase).element({ tag: 'span', className: 'collard-PhaseIcon' });
    icon.setAttribute('aria-hidden', 'true');
    this.words = element('span', {}, phaseText(this.trans, run, Date.now()));
    const mark = element(
      'span',
      { class: 'collard-PhaseMark', 'data-phase': run.phase, 'data-executes': String(run.executes) },
      icon,
      this.words
    );
    mark.title = run.because;
    return [mark];
  }

  private failureNodes(run: CellInRun | null): readonly Node[] {
    const { trans, actions } = this;
    const failure = run?.failure ?? null;
    if (run === null || failure === null) {
      return [];
    }
    const { line, sentence, step } = failure;
    const { openRun } = actions;
    return [
      element('span', { class: 'collard-Badge-sentence' }, sentence),
      ...(line === null
        ? []
        : [button('line', { class: 'collard-Badge-link' }, () => actions.goToLine(line), trans.__('line %1', line))]),
      ...(openRun === null
        ? []
        : [button('run', { class: 'collard-Badge-link' }, () => openRun(run.id, step), trans.__('Open run'))])
    ];
  }

  private run: CellInRun | null = null;
  private words: HTMLElement | null = null;
  private readonly phasePart: Part<CellInRun | null>;
  private readonly failurePart: Part<CellInRun | null>;
}
