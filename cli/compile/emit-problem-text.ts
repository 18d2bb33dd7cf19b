/** What a target cannot take, for people's eyes. */
import type { EmitProblem } from '../../compiler/4-emit/emit-problem.js';
import type { Terminal } from '../terminal/terminal.js';
import { wrapText } from '../terminal/wrap-text.js';

export function emitProblemLines(
  { code, severity, message, hint }: EmitProblem,
  { style, columns }: Terminal
): readonly string[] {
  const label = `${severity}[${code}]:`;
  const paint = severity === 'error' ? style.error : style.warning;
  const [first = '', ...more] = wrapText(`${label} ${message}`, columns);
  return [
    `${paint(style.bold(label))}${style.bold(first.slice(label.length))}`,
    ...more,
    ...(hint === '' ? [] : wrapText(`hint: ${hint}`, columns - 2).map(line => `  ${line}`))
  ];
}
