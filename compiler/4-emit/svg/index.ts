/** Target svg: the graph as a picture that stands alone. Follows light and dark surroundings, holds no script and no link. */
import type { Plan } from '../../ir/plan.js';
import type { EmittedDocument } from '../emitter.js';
import { layOut } from './layout.js';
import type { LaidEdge, LaidStep } from './layout.js';

const margin = 16;

/**
 * Opened by itself, the picture follows the reader's system. Inside a page, every rule stays within the picture, and a page that
 * sets `--collard-graph-color` decides the color.
 */
const stylesheet = [
  '.collard-graph{color:var(--collard-graph-color,#1f2328);font:13px ui-sans-serif,system-ui,sans-serif}',
  '@media(prefers-color-scheme:dark){.collard-graph{color:var(--collard-graph-color,#e6edf3)}}',
  '.collard-graph .step{fill:currentColor;fill-opacity:.06;stroke:currentColor;stroke-opacity:.55}',
  '.collard-graph .edge{fill:none;stroke:currentColor;stroke-opacity:.55}',
  '.collard-graph .order{stroke-dasharray:4 4}',
  '.collard-graph .head{fill:currentColor;fill-opacity:.7}',
  '.collard-graph text{fill:currentColor;text-anchor:middle;dominant-baseline:central}',
  '.collard-graph .name{font-size:11px;fill-opacity:.8}',
  '.collard-graph .detail{font-size:11px;fill-opacity:.65}'
].join('');

export function emitSvg(plan: Plan): readonly EmittedDocument[] {
  const { steps, edges, width, height } = layOut(plan);
  const box = `${-margin} ${-margin} ${round(width + 2 * margin)} ${round(height + 2 * margin)}`;
  const text = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="collard-graph" viewBox="${box}" width="${round(width + 2 * margin)}" height="${round(height + 2 * margin)}" role="img">`,
    `<title>${escaped(`Pipeline ${plan.name}`)}</title>`,
    `<style>${stylesheet}</style>`,
    '<defs><marker id="collard-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>',
    ...edges.map(edgeArt),
    ...steps.map(stepArt),
    '</svg>',
    ''
  ].join('\n');
  return [{ fileName: `${plan.name}.svg`, mediaType: 'image/svg+xml', text }];
}

function stepArt({ name, detail, x, y, width, height }: LaidStep): string {
  const lines =
    detail === ''
      ? `<text x="${round(x)}" y="${round(y)}">${escaped(name)}</text>`
      : `<text x="${round(x)}" y="${round(y - 8)}">${escaped(name)}</text><text class="detail" x="${round(x)}" y="${round(y + 9)}">${escaped(detail)}</text>`;
  return `<g><rect class="step" x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="6"/>${lines}</g>`;
}

function edgeArt({ from, to, names, points, label }: LaidEdge): string {
  const order = names.length === 0 ? ' order' : '';
  const title = `<title>${escaped(`${from} → ${to}${names.length > 0 ? `: ${names.join(', ')}` : ''}`)}</title>`;
  const lines = label.lines.map((line, index) => {
    const y = label.y + (index - (label.lines.length - 1) / 2) * label.lineHeight;
    return `<text class="name" x="${round(label.x)}" y="${round(y)}">${escaped(line)}</text>`;
  });
  return `<g>${title}<path class="edge${order}" marker-end="url(#collard-arrow)" d="${curve(points)}"/>${lines.join('')}</g>`;
}

/** A smooth line through the middles of the pieces, straight at both ends. */
function curve(points: LaidEdge['points']): string {
  const [first, ...rest] = points;
  if (first === undefined) {
    return '';
  }
  const pieces = rest.map((point, index) => {
    const next = rest[index + 1];
    return next === undefined
      ? `L${round(point.x)} ${round(point.y)}`
      : `Q${round(point.x)} ${round(point.y)} ${round((point.x + next.x) / 2)} ${round((point.y + next.y) / 2)}`;
  });
  return `M${round(first.x)} ${round(first.y)}${pieces.join('')}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replace(/[<>&"]/g, character => `&#${character.charCodeAt(0)};`);
}
