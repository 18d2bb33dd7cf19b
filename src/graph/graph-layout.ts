/** Where each step and each edge of the interactive graph stands: dagre's layers from top to bottom, sized for a narrow panel. */
import { Graph, layout } from '@dagrejs/dagre';
import type { EdgeLabel, GraphLabel, NodeLabel } from '@dagrejs/dagre';
import { flowEdges, type FlowEdge } from '../../compiler/4-emit/flow.js';
import { displayWidth } from '../../compiler/diagnostics/display-width.js';
import type { Plan } from '../../compiler/index.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `x` and `y` are the left upper corner. */
export interface PlacedStep extends Point {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge extends FlowEdge {
  readonly points: readonly Point[];
}

export interface GraphLayout {
  readonly steps: readonly PlacedStep[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

/** Pixels of an average letter in the font of the user interface, rounded up: widths are estimated, not measured. */
const letterWidth = 7.5;
const [narrowest, narrowestWithPhase, widest] = [84, 116, 240];
const room = 28;
const [height, heightWithPhase] = [32, 50];

/** @param phases whether each step also shows its phase. */
export function layOutGraph(plan: Plan, phases: boolean): GraphLayout {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({ rankdir: 'TB', nodesep: 20, edgesep: 14, ranksep: 34, marginx: 0, marginy: 0 });
  for (const { name } of plan.steps) {
    const width = Math.min(
      widest,
      Math.max(phases ? narrowestWithPhase : narrowest, displayWidth(name) * letterWidth + room)
    );
    graph.setNode(name, { width, height: phases ? heightWithPhase : height });
  }
  const edges = flowEdges(plan);
  // Reversed, because dagre fills layers from the right with what it meets first.
  for (const { from, to } of [...edges].reverse()) {
    graph.setEdge(from, to, {});
  }
  layout(graph);
  return {
    steps: plan.steps.map(({ name }) => placedStep(name, graph.node(name))),
    edges: edges.map(edge => ({ ...edge, points: graph.edge(edge.from, edge.to)?.points ?? [] })),
    width: graph.graph().width ?? 0,
    height: graph.graph().height ?? 0
  };
}

/** dagre speaks of middles, the drawing of corners. */
function placedStep(name: string, { x = 0, y = 0, width = 0, height = 0 }: NodeLabel): PlacedStep {
  return { name, x: x - width / 2, y: y - height / 2, width, height };
}
