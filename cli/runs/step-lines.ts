/** One step of a stored run: everything that is known about it, and how people see it. */
import { executedNotebook, readRecord } from '../../engine/index.js';
import type { StoredRun, Workspace } from '../../engine/index.js';
import type { Artifact } from '../../protocol/artifact.js';
import type { StepRecord } from '../../protocol/record.js';
import type { StepView } from '../../protocol/run-view.js';
import { OperationalError } from '../../protocol/operational-error.js';
import { stepErrorLines } from '../run/step-error.js';
import { resultText, stateText } from '../run/step-words.js';
import { bytesText, numberText, timeText } from '../../protocol/quantities.js';
import { tableLines } from '../terminal/table.js';
import type { Terminal } from '../terminal/terminal.js';
import { typedPath } from '../workspace.js';
import { cellNumber } from './cell-number.js';

export interface StoredStep {
  readonly run: string;
  readonly step: string;
  readonly notebook: string | null;
  readonly view: StepView;
  /** What it left behind; null when it did not succeed, or the record is gone. */
  readonly record: StepRecord | null;
  /** Path of the executed cells. */
  readonly executed: string | null;
  /** Number of the cell that failed, from 1. */
  readonly failedCell: number | null;
}

export function storedStep(workspace: Workspace, { header, view }: StoredRun, step: string): StoredStep {
  const stepView = view.steps[step];
  if (stepView === undefined) {
    throw new OperationalError('not-found', `The run has no step ${step}`);
  }
  return {
    run: header.id,
    step,
    notebook: header.notebook,
    view: stepView,
    record: stepView.record === null ? null : readRecord(workspace, stepView.record),
    executed: executedNotebook(workspace, header.id, step, stepView.attempt),
    failedCell: cellNumber(workspace, header, stepView.error?.cell ?? null)
  };
}

export function stepLines(stored: StoredStep, terminal: Terminal): readonly string[] {
  const { step, view, record, executed, notebook, failedCell } = stored;
  const { style } = terminal;
  const why = view.phase === 'cached' || view.because === null ? '' : `  ${style.dim(`ran because ${view.because}`)}`;
  const extra = record === null ? resultText(view) : `made ${timeText(record.created)}`;
  const error = view.error;
  const sections = [
    [
      `${style.bold(step)} ${stateText(view, Date.now())}${extra === '' ? '' : `, ${extra}`}`,
      ...(why === '' ? [] : [why]),
      ...(executed === null ? [] : [`  executed cells: ${typedPath(executed)}`])
    ],
    record === null ? [] : valueLines(record, terminal),
    metricRows(view, terminal),
    record === null ? [] : fileLines(record, terminal),
    record === null || record.reusable ? [] : [`It is not reused by itself: ${record.reason}`],
    error === null ? [] : stepErrorLines({ step, error, notebook, cell: failedCell }, terminal)
  ];
  return sections.filter(lines => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function valueLines({ outputs }: StepRecord, terminal: Terminal): readonly string[] {
  const rows = Object.entries(outputs).map(([name, value]) => [
    name,
    value.type,
    extent(value),
    bytesText(value.bytes),
    firstLine(value.preview)
  ]);
  const columns = [
    { title: 'value', paint: terminal.style.bold },
    { title: 'type' },
    { title: 'shape' },
    { title: 'size', align: 'right' as const },
    { title: 'preview', paint: terminal.style.dim }
  ];
  return rows.length === 0 ? [] : tableLines(columns, rows, terminal);
}

/** `150 × 4 float64`, `12 items`. */
function extent({ shape, dtype, length }: Artifact): string {
  if (shape !== undefined) {
    return [shape.join(' × ') || 'scalar', ...(dtype === undefined ? [] : [dtype])].join(' ');
  }
  return length === undefined ? '' : `${length} item${length === 1 ? '' : 's'}`;
}

function metricRows({ metrics }: StepView, terminal: Terminal): readonly string[] {
  const rows = Object.entries(metrics).map(([name, value]) => [name, numberText(value)]);
  return rows.length === 0 ? [] : tableLines([{ title: 'metric' }, { title: 'value', align: 'right' }], rows, terminal);
}

function fileLines({ reads, writes }: StepRecord, terminal: Terminal): readonly string[] {
  const rows = [
    ...reads.map(({ path, size, digest }) => ['read', path, digest === null ? 'not there' : bytesText(size)]),
    ...writes.map(({ path, size }) => ['written', path, bytesText(size)])
  ];
  return rows.length === 0
    ? []
    : tableLines([{ title: 'file' }, { title: 'path' }, { title: 'size', align: 'right' }], rows, terminal);
}

function firstLine(text: string): string {
  const [first = '', second] = text.split('\n');
  const cut = first.length > 60 ? `${first.slice(0, 59)}…` : first;
  return second === undefined || cut.endsWith('…') ? cut : `${cut} …`;
}
