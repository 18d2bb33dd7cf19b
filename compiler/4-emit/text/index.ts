/**
 * Target text: the graph as a drawing of at most 80 columns. Each step whose values are used opens a rail at the left; a step
 * that uses them is tied to the rail with an arrow.
 *
 *     ╭─────── load
 *     │ ╭─┬──▶ …
 */
import { displayWidth, fitToWidth } from '../../diagnostics/display-width.js';
import type { Plan } from '../../ir/plan.js';
import type { EmittedDocument } from '../emitter.js';
import { flowEdges } from '../flow.js';
import type { FlowEdge } from '../flow.js';
import { layRails } from './rails.js';
import type { Rail } from './rails.js';

const columns = 80;
/** With more rails than this side by side, names would have no room: then the steps are listed without drawing. */
const mostRails = 20;

export function emitText(plan: Plan): readonly EmittedDocument[] {
  const edges = flowEdges(plan);
  const names = plan.steps.map(({ name }) => name);
  const rails = layRails(names, edges);
  const width = rails.reduce((most, { column }) => Math.max(most, column + 1), 0);
  const drawn = width <= mostRails;
  const lines = names.flatMap((step, row) => {
    const label = `${step}${arrivals(edges.filter(({ to }) => to === step))}`;
    return drawn ? stepRows(row, label, rails, width) : [label];
  });
  const text = lines.map(line => fitToWidth(line.trimEnd(), columns)).join('\n');
  return [{ fileName: `${plan.name}.txt`, mediaType: 'text/plain', text: `${text}\n` }];
}

/** What a step takes: `  ← labels, raw`; an order-only edge says after what. */
function arrivals(edges: readonly FlowEdge[]): string {
  const data = edges.flatMap(({ names }) => names);
  const order = edges.filter(({ names }) => names.length === 0).map(({ from }) => from);
  const parts = [
    ...(data.length > 0 ? [`← ${[...new Set(data)].sort().join(', ')}`] : []),
    ...(order.length > 0 ? [`(after ${order.join(', ')})`] : [])
  ];
  return parts.length > 0 ? `  ${parts.join(' ')}` : '';
}

/** The row of the step, more if its label is long, and one where its own rail opens. */
function stepRows(row: number, label: string, rails: readonly Rail[], width: number): readonly string[] {
  const opened = rails.find(rail => rail.from === row);
  const indent = label.indexOf('←') + 2;
  const [first = '', ...more] = brokenLabel(label, columns - 2 * width - 2, indent);
  return [
    `${arrivalArt(row, rails, width)}${first}`,
    ...more.map(line => `${passingArt(row, rails, width)}${line}`),
    ...(opened === undefined ? [] : [openingArt(row, opened, rails, width)])
  ];
}

/** Breaks between names; what follows stands under the first of them. */
function brokenLabel(label: string, room: number, indent: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of label.split(/(?<=, )/)) {
    if (line.trim() !== '' && displayWidth((line + piece).trimEnd()) > room && indent < room / 2) {
      lines.push(line.trimEnd());
      line = ' '.repeat(indent);
    }
    line += piece;
  }
  return [...lines, line];
}

function passingArt(row: number, rails: readonly Rail[], width: number): string {
  const passes = (column: number): boolean =>
    rails.some(rail => rail.column === column && rail.from < row && last(rail) > row);
  return `${columnsOf(width)
    .map(column => (passes(column) ? '│ ' : '  '))
    .join('')}  `;
}

function arrivalArt(row: number, rails: readonly Rail[], width: number): string {
  const tied = rails.filter(({ to }) => to.includes(row));
  const first = Math.min(...tied.map(({ column }) => column), Infinity);
  const cells = columnsOf(width).map(column => {
    const rail = rails.find(candidate => candidate.column === column && candidate.from < row && last(candidate) >= row);
    const right = column >= first;
    const art = rail === undefined ? (right ? '─' : ' ') : tieArt(rail, row, column === first);
    return art + (right ? '─' : ' ');
  });
  return cells.join('') + (first === Infinity ? '  ' : '▶ ');
}

/** A rail that the arrow passes without a tie stays whole. */
function tieArt(rail: Rail, row: number, leftmost: boolean): string {
  if (!rail.to.includes(row)) {
    return '│';
  }
  const ends = last(rail) === row;
  return leftmost ? (ends ? '╰' : '├') : ends ? '┴' : '┼';
}

function openingArt(row: number, opened: Rail, rails: readonly Rail[], width: number): string {
  const cells = columnsOf(width).map(column => {
    if (column === opened.column) {
      return '╭─';
    }
    const passing = rails.some(rail => rail.column === column && rail.from < row && last(rail) > row);
    return column > opened.column ? (passing ? '│─' : '──') : passing ? '│ ' : '  ';
  });
  return `${cells.join('')}╯`;
}

function last({ to }: Rail): number {
  return to.at(-1) ?? 0;
}

function columnsOf(width: number): readonly number[] {
  return Array.from({ length: width }, (_, column) => column);
}
