/** What is said when a run has ended: metrics, where the executed cells are, what went wrong, how to go on. */
import { pathToFileURL } from 'node:url';
import { executedNotebook } from '../../engine/index.js';
import type { Workspace } from '../../engine/index.js';
import type { RunView } from '../../protocol/run-view.js';
import { numberText } from '../../protocol/quantities.js';
import { tableLines } from '../terminal/table.js';
import type { Terminal } from '../terminal/terminal.js';
import { wrapText } from '../terminal/wrap-text.js';
import { typedPath } from '../workspace.js';

/** All metrics of the run, in plan order. */
export function metricsOf({ steps }: RunView): ReadonlyMap<string, number> {
  return new Map(Object.values(steps).flatMap(({ metrics }) => Object.entries(metrics)));
}

export function metricLines(view: RunView, terminal: Terminal): readonly string[] {
  const rows = [...metricsOf(view)].map(([name, value]) => [name, numberText(value)]);
  return rows.length === 0
    ? []
    : tableLines([{ title: 'metric' }, { title: 'value', align: 'right', paint: terminal.style.bold }], rows, terminal);
}

/** Where the executed cells of each step can be opened. */
export function notebookLines(
  workspace: Workspace,
  run: string,
  view: RunView,
  { style }: Terminal
): readonly string[] {
  const found = Object.entries(view.steps).flatMap(([step, { attempt }]) => {
    const path = executedNotebook(workspace, run, step, attempt);
    return path === null ? [] : [{ step, path }];
  });
  const width = Math.max(0, ...found.map(({ step }) => step.length));
  return found.length === 0
    ? []
    : [
        style.dim('executed cells'),
        ...found.map(
          ({ step, path }) => `${step.padEnd(width)}  ${style.link(typedPath(path), pathToFileURL(path).href)}`
        )
      ];
}

export function warningLines({ steps }: RunView, { style, columns }: Terminal): readonly string[] {
  return Object.entries(steps).flatMap(([step, { warnings }]) =>
    warnings.flatMap(({ message }) => {
      const [first = '', ...more] = wrapText(`warning: ${step}: ${message}`, columns);
      return [`${style.warning('warning:')}${first.slice('warning:'.length)}`, ...more];
    })
  );
}
