/** Places steps and edges on a plane with dagre: layers from top to bottom, few crossings. */
import { Graph, layout } from '@dagrejs/dagre';
import type { EdgeLabel, GraphLabel, NodeLabel } from '@dagrejs/dagre';
import { displayWidth } from '../../diagnostics/display-width.js';
import type { Plan, PlanStep } from '../../ir/plan.js';
import { flowEdges } from '../flow.js';
import type { FlowEdge } from '../flow.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `x` and `y` are the middle, as in dagre. */
export interface LaidStep extends Point {
  readonly name: string;
  readonly detail: string;
  readonly width: number;
  readonly height: number;
}

export interface LaidEdge extends FlowEdge {
  readonly points: readonly Point[];
  readonly label: Point & { readonly lines: readonly string[]; readonly lineHeight: number };
}

export interface Layout {
  readonly steps: readonly LaidStep[];
  readonly edges: readonly LaidEdge[];
  readonly width: number;
  readonly height: number;
}

/** Widths are estimated, not measured: an average letter of a 13 pixel sans-serif font, rounded up. */
const letterWidth = 8;
const smallLetterWidth = 6.6;
const lineHeight = 13;
const stepHeight = 32;
const tallStepHeight = 44;
const padding = 14;
/** More names than this on one edge are counted, not listed; the edge's title has them all. */
const mostNames = 5;

export function layOut(plan: Plan): Layout {
  const edges = flowEdges(plan).map(edge => ({ edge, lines: labelLines(edge) }));
  const graph = arranged(plan, edges);
  return {
    steps: plan.steps.map(step => {
      const { x = 0, y = 0, width = 0, height = 0 } = graph.node(step.name);
      return { name: step.name, detail: detailOf(step), x, y, width, height };
    }),
    edges: edges.map(({ edge, lines }) => {
      const { points = [], x = 0, y = 0 } = graph.edge(edge.from, edge.to) ?? {};
      const reach = (lines.length * lineHeight) / 2;
      return { ...edge, points: besideLabel(points, y, reach), label: { x, y, lines, lineHeight } };
    }),
    width: graph.graph().width ?? 0,
    height: graph.graph().height ?? 0
  };
}

interface LabeledEdge {
  readonly edge: FlowEdge;
  readonly lines: readonly string[];
}

function arranged(plan: Plan, edges: readonly LabeledEdge[]): Graph<GraphLabel, NodeLabel, EdgeLabel> {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({ rankdir: 'TB', nodesep: 28, edgesep: 18, ranksep: 34, marginx: 0, marginy: 0 });
  for (const step of plan.steps) {
    graph.setNode(step.name, stepSize(step));
  }
  // Reversed, because dagre fills layers from the right with what it meets first.
  for (const { edge, lines } of [...edges].reverse()) {
    const width = Math.max(0, ...lines.map(line => displayWidth(line) * smallLetterWidth)) + (lines.length > 0 ? 8 : 0);
    graph.setEdge(edge.from, edge.to, { width, height: lines.length * lineHeight, labelpos: 'r', labeloffset: 3 });
  }
  layout(graph);
  return graph;
}

/** Lets the line run straight down beside its names, so that it never crosses them. */
function besideLabel(points: readonly Point[], y: number, reach: number): readonly Point[] {
  return points.flatMap(point =>
    reach > 0 && point.y === y
      ? [
          { x: point.x, y: y - reach },
          { x: point.x, y: y + reach }
        ]
      : [point]
  );
}

function stepSize(step: PlanStep): { width: number; height: number } {
  const detail = detailOf(step);
  const width = Math.max(displayWidth(step.name) * letterWidth, displayWidth(detail) * smallLetterWidth);
  return { width: Math.max(72, width + 2 * padding), height: detail === '' ? stepHeight : tallStepHeight };
}

/** The parameters and metrics of a step, as its second line. */
function detailOf({ parameters, metrics }: PlanStep): string {
  const shown = [...parameters, ...metrics.map(({ name }) => `▸ ${name}`)];
  return shown.length > 4 ? `${shown.slice(0, 4).join(', ')}, …` : shown.join(', ');
}

function labelLines({ names }: FlowEdge): readonly string[] {
  return names.length > mostNames
    ? [...names.slice(0, mostNames - 1), `and ${names.length - mostNames + 1} more`]
    : names;
}
