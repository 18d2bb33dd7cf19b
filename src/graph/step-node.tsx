/** A step of the interactive graph: a button with its name, color and phase. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import * as React from 'react';
import type { Phase } from '../../protocol/run-event.js';
import { PhaseMark } from '../phases/phase-mark.js';
import { stepColor } from './step-color.js';

export type StepNodeType = Node<
  {
    readonly name: string;
    /** Place by order of appearance, from 0; chooses the color. */
    readonly place: number;
    readonly phase: Phase | null;
    readonly failing: boolean;
    /** Whether Tab stops here; arrow keys move on from there. */
    readonly entrance: boolean;
    readonly trans: TranslationBundle;
  },
  'step'
>;

export function StepNode({ data }: NodeProps<StepNodeType>): React.JSX.Element {
  const { name, place, phase, failing, entrance, trans } = data;
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <button
        type="button"
        className="collard-GraphStep"
        data-step={name}
        style={stepColor(place)}
        tabIndex={entrance ? 0 : -1}
        title={name}
      >
        <span className="collard-GraphStep-name">{name}</span>
        {failing && <span className="collard-GraphStep-mark">{trans.__('has errors')}</span>}
        {phase !== null && <PhaseMark phase={phase} trans={trans} />}
      </button>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  );
}
