/** What appears when the mouse rests on a marked stretch of code: the problem, what to do, and buttons that do it. */
import type { Extension } from '@codemirror/state';
import { hoverTooltip, tooltips, type Tooltip } from '@codemirror/view';
import type { Diagnostic, Fix } from '../../compiler/index.js';
import { button, element } from '../dom/elements.js';
import { severityIcons } from '../icons/severity-icons.js';
import { problemsAt } from './editor-problems.js';

export function problemTips(fix: (fix: Fix) => void): Extension {
  const tips = hoverTooltip((view, position): Tooltip | null => {
    const found = problemsAt(view, position);
    const [first] = found;
    if (first === undefined) {
      return null;
    }
    const entries = found.map(({ diagnostic }) => entry(diagnostic, fix));
    const dom = element('div', { class: 'collard-ProblemTip' }, ...entries);
    return { pos: first.from, end: first.to, above: true, create: () => ({ dom }) };
  });
  // Cells clip what hangs over their edge.
  return [tips, tooltips({ parent: document.body })];
}

function entry({ message, hint, severity, fixes = [] }: Diagnostic, fix: (fix: Fix) => void): HTMLElement {
  const sign = severityIcons[severity].element({ tag: 'span', className: 'collard-Problem-sign' });
  sign.setAttribute('aria-hidden', 'true');
  return element(
    'div',
    { class: 'collard-ProblemTip-entry', 'data-severity': severity },
    sign,
    element(
      'div',
      {},
      element('div', {}, message),
      ...(hint === '' ? [] : [element('div', { class: 'collard-ProblemTip-hint' }, hint)]),
      ...fixes.map(each => button(each.title, { class: 'collard-ProblemTip-fix' }, () => fix(each), each.title))
    )
  );
}
