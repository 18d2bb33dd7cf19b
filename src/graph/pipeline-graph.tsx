/** The interactive graph of a pipeline. Loaded on first use, because it brings xyflow and dagre along. */
import { Panel, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import * as React from 'react';
import { DataEdge } from './data-edge.js';
import { firstView, type Size } from './first-view.js';
import { dataEdges, stepNodes } from './graph-elements.js';
import { layOutGraph, type GraphLayout } from './graph-layout.js';
import type { GraphProps } from './graph-props.js';
import { isDirection, neighbor } from './neighbor.js';
import { StepNode } from './step-node.js';
import { ZoomButtons } from './zoom-buttons.js';

const nodeTypes = { step: StepNode };
const edgeTypes = { data: DataEdge };

interface SizedGraphProps extends GraphProps {
  /** Of the place for the graph; never empty. */
  readonly size: Size;
}

export default function PipelineGraph(props: SizedGraphProps): React.JSX.Element {
  return (
    <ReactFlowProvider>
      <Graph {...props} />
    </ReactFlowProvider>
  );
}

function Graph(props: SizedGraphProps): React.JSX.Element {
  const { plan, phases, onOpen, size, trans } = props;
  const hasPhases = phases !== null;
  const graph = React.useMemo(() => layOutGraph(plan, hasPhases), [plan, hasPhases]);
  const [active, setActive] = React.useState<string | null>(null);
  const onMoved = useFirstView(graph, size);
  const { entrance, ref, onFocus, onKeyDown } = useStepKeys(graph);
  const leave = (): void => setActive(null);
  return (
    <div
      className="collard-Graph-surface"
      ref={ref}
      role="group"
      aria-label={trans.__('Pipeline %1, %2 steps. Arrow keys move between steps.', plan.name, plan.steps.length)}
      onKeyDown={onKeyDown}
      onFocus={event => setActive(onFocus(event))}
      onBlur={leave}
    >
      <ReactFlow
        nodes={stepNodes(graph, props, entrance)}
        edges={dataEdges(graph, active)}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        defaultViewport={firstView(graph, size)}
        onNodeClick={(_, { id }) => onOpen(id)}
        onNodeMouseEnter={(_, { id }) => setActive(id)}
        onNodeMouseLeave={leave}
        onEdgeMouseEnter={(_, { id }) => setActive(id)}
        onEdgeMouseLeave={leave}
        onMoveStart={event => event !== null && onMoved()}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        panOnScroll
        zoomOnDoubleClick={false}
        minZoom={0.1}
        maxZoom={2}
        proOptions={{ hideAttribution: true }}
      >
        <Panel position="bottom-right">
          <ZoomButtons trans={trans} onUse={onMoved} />
        </Panel>
      </ReactFlow>
    </div>
  );
}

/** Shows the beginning of a new pipeline, and keeps to what the user moved to as long as the pipeline has the same steps. */
function useFirstView(graph: GraphLayout, size: Size): () => void {
  const { setViewport } = useReactFlow();
  const moved = React.useRef('');
  const steps = graph.steps.map(({ name }) => name).join('\n');
  React.useEffect(() => {
    if (moved.current !== steps) {
      void setViewport(firstView(graph, size));
    }
  }, [graph, steps, size.width, size.height]);
  return () => {
    moved.current = steps;
  };
}

interface StepKeys {
  readonly entrance: string | undefined;
  readonly ref: React.RefObject<HTMLDivElement>;
  readonly onFocus: (event: React.FocusEvent) => string | null;
  readonly onKeyDown: (event: React.KeyboardEvent) => void;
}

/** One stop for Tab, arrow keys between steps, and the step with the focus always in sight. */
function useStepKeys(graph: GraphLayout): StepKeys {
  const ref = React.useRef<HTMLDivElement>(null);
  const { setCenter, getZoom } = useReactFlow();
  const [last, setLast] = React.useState<string | null>(null);
  const known = graph.steps.some(({ name }) => name === last);
  return {
    entrance: known && last !== null ? last : graph.steps[0]?.name,
    ref,
    onFocus: event => {
      const step = stepOf(event.target);
      setLast(current => step ?? current);
      return step;
    },
    onKeyDown: event => {
      const from = stepOf(event.target);
      const { key } = event;
      if (from === null || !isDirection(key)) {
        return;
      }
      event.preventDefault();
      const to = graph.steps.find(({ name }) => name === neighbor(graph.steps, from, key));
      const button = [...(ref.current?.querySelectorAll<HTMLElement>('[data-step]') ?? [])].find(
        element => stepOf(element) === to?.name
      );
      if (to !== undefined && button !== undefined) {
        void setCenter(to.x + to.width / 2, to.y + to.height / 2, { zoom: getZoom() });
        button.focus({ preventScroll: true });
      }
    }
  };
}

function stepOf(target: EventTarget): string | null {
  return target instanceof HTMLElement ? (target.dataset['step'] ?? null) : null;
}
