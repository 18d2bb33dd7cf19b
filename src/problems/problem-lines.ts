/** The problems of one cell in its badge: the worst one in words, the others on demand, each with buttons that mend it. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Diagnostic, Fix } from '../../compiler/index.js';
import { button, element } from '../dom/elements.js';
import { Part } from '../dom/part.js';
import { severityIcons } from '../icons/severity-icons.js';

interface Shown {
  readonly problems: readonly Diagnostic[];
  readonly isExpanded: boolean;
}

export class ProblemLines {
  constructor(
    private readonly trans: TranslationBundle,
    private readonly actions: { fix(fix: Fix): void; goToLine(line: number): void },
    fallback: HTMLElement
  ) {
    this.toggle = button('problems', { class: 'collard-Problems-toggle' }, () => this.expand(!this.isExpanded));
    this.toggle.hidden = true;
    this.lines = new Part('collard-Problems', shown => this.draw(shown), fallback);
    this.node = this.lines.node;
  }

  /** How many problems of what severity; shows and hides all of them. */
  readonly toggle: HTMLButtonElement;
  readonly node: HTMLElement;

  /** @param problems the worst first. */
  show(problems: readonly Diagnostic[]): void {
    this.problems = problems;
    this.lines.show({ problems, isExpanded: this.isExpanded });
  }

  private expand(isExpanded: boolean): void {
    this.isExpanded = isExpanded;
    this.show(this.problems);
  }

  private showToggle(): void {
    const { toggle, trans } = this;
    const [worst] = this.problems;
    toggle.hidden = worst === undefined;
    if (worst === undefined) {
      return;
    }
    const { length } = this.problems;
    const label = trans._n('%1 problem', '%1 problems', length);
    toggle.dataset['severity'] = worst.severity;
    toggle.title = worst.message;
    toggle.setAttribute('aria-expanded', String(this.isExpanded));
    toggle.setAttribute('aria-label', label);
    toggle.replaceChildren(signOf(worst), String(length));
  }

  /** Remarks are no trouble: they wait until they are asked for. */
  private draw({ problems, isExpanded }: Shown): readonly Node[] {
    this.showToggle();
    const first = problems.filter(({ severity }, index) => index === 0 && severity !== 'info');
    const lines = (isExpanded ? problems : first).map((problem, index) => this.line(problem, index));
    const more = problems.length - first.length;
    if (isExpanded || first.length === 0 || more === 0) {
      return lines;
    }
    const label = this.trans._n('and %1 more', 'and %1 more', more);
    lines[0]?.append(button('more', { class: 'collard-Badge-link' }, () => this.expand(true), label));
    return lines;
  }

  private line(problem: Diagnostic, index: number): HTMLElement {
    const { actions, trans } = this;
    const { message, hint, span, fixes = [], severity } = problem;
    const line = span?.line;
    return element(
      'div',
      { class: 'collard-Problem', 'data-severity': severity },
      signOf(problem),
      element('span', { class: 'collard-Problem-text', title: hint }, message),
      ...(line === undefined
        ? []
        : [
            button(
              `line ${index}`,
              { class: 'collard-Badge-link' },
              () => actions.goToLine(line),
              trans.__('line %1', line)
            )
          ]),
      ...fixes.map(fix =>
        button(`fix ${index} ${fix.title}`, { class: 'collard-Badge-fix' }, () => actions.fix(fix), fix.title)
      )
    );
  }

  private problems: readonly Diagnostic[] = [];
  private isExpanded = false;
  private readonly lines: Part<Shown>;
}

function signOf({ severity }: Diagnostic): HTMLElement {
  const sign = severityIcons[severity].element({ tag: 'span', className: 'collard-Problem-sign' });
  sign.setAttribute('aria-hidden', 'true');
  return sign;
}
