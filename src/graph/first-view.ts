/** How the graph is shown before anybody moves it. */
import type { GraphLayout } from './graph-layout.js';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Translation and scale of the drawing, as xyflow takes them. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

const margin = 10;
/** Height of the buttons in the lower corner. */
const buttons = 30;
/** Below this, names cannot be read. */
const smallestLegible = 0.75;

/** All of the graph if its names stay legible; otherwise its beginning, at a legible size. */
export function firstView(graph: GraphLayout, window: Size): View {
  const [width, height] = [window.width - 2 * margin, window.height - 2 * margin - buttons];
  const fitting = Math.min(1, width / Math.max(1, graph.width), height / Math.max(1, graph.height));
  const zoom = Math.max(smallestLegible, fitting);
  const first = graph.steps[0];
  const middle = graph.width * zoom <= width || first === undefined ? graph.width / 2 : first.x + first.width / 2;
  const free = height - graph.height * zoom;
  return { zoom, x: window.width / 2 - middle * zoom, y: margin + Math.max(0, free) / 2 };
}
