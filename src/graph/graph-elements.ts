/** The steps and edges of a layout as xyflow takes them. */
import { MarkerType } from '@xyflow/react';
import type { DataEdgeType } from './data-edge.js';
import type { GraphLayout } from './graph-layout.js';
import type { GraphProps } from './graph-props.js';
import type { StepNodeType } from './step-node.js';

/** @param entrance the step where Tab stops. */
export function stepNodes(
  { steps }: GraphLayout,
  { order, phases, failing, trans }: GraphProps,
  entrance: string | undefined
): StepNodeType[] {
  return steps.map(({ name, x, y, width, height }) => ({
    id: name,
    type: 'step',
    position: { x, y },
    width,
    height,
    data: {
      name,
      place: order.indexOf(name),
      phase: phases === null ? null : (phases[name] ?? 'pending'),
      failing: failing.has(name),
      entrance: name === entrance,
      trans
    }
  }));
}

/** @param active a step or the id of an edge: what the user points at. */
export function dataEdges({ edges }: GraphLayout, active: string | null): DataEdgeType[] {
  return edges.map(placed => {
    const id = `${placed.from}→${placed.to}`;
    const isActive = active !== null && [id, placed.from, placed.to].includes(active);
    return {
      id,
      source: placed.from,
      target: placed.to,
      type: 'data',
      zIndex: isActive ? 1 : 0,
      markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: 'var(--collard-graph-line)' },
      data: { placed, active: isActive }
    };
  });
}
