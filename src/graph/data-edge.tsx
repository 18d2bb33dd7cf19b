/** An edge of the interactive graph. The names of the values that flow along it appear while it, or a step at its end, is in view of the user. */
import { BaseEdge, EdgeLabelRenderer, type Edge, type EdgeProps } from '@xyflow/react';
import * as React from 'react';
import { edgePath, middleOf } from './edge-path.js';
import type { PlacedEdge } from './graph-layout.js';

export type DataEdgeType = Edge<{ readonly placed: PlacedEdge; readonly active: boolean }, 'data'>;

/** More names than this are counted. */
const mostNames = 6;

export function DataEdge({ id, data, markerEnd }: EdgeProps<DataEdgeType>): React.JSX.Element | null {
  if (data === undefined) {
    return null;
  }
  const { placed, active } = data;
  const { names, points } = placed;
  const { x, y } = middleOf(points);
  const kind = names.length === 0 ? 'order' : 'data';
  return (
    <>
      <BaseEdge
        id={id}
        path={edgePath(points)}
        {...(markerEnd === undefined ? {} : { markerEnd })}
        className={`collard-GraphEdge collard-mod-${kind}${active ? ' collard-mod-active' : ''}`}
        interactionWidth={16}
      />
      {active && names.length > 0 && (
        <EdgeLabelRenderer>
          <div
            className="collard-GraphEdge-names"
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            {names.slice(0, mostNames).join(', ')}
            {names.length > mostNames && ` +${names.length - mostNames}`}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
