/** The form of one cell: what it is, and what its step needs. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import { settingsOf, type CellRole } from '../../compiler/edit/index.js';
import { useSignal } from '../panel/use-signal.js';
import type { INotebookPipeline, PipelineState } from '../tokens.js';
import { AfterField } from './after-field.js';
import { CellEdits } from './cell-edits.js';
import { KindField } from './kind-field.js';
import { MoreFields } from './more-fields.js';
import { ResourceFields } from './resource-fields.js';
import { StepNameField } from './step-name-field.js';
import { WrongTags } from './wrong-tags.js';

/** What the fields of the form share. */
export interface FieldContext {
  readonly trans: TranslationBundle;
  readonly state: PipelineState;
  readonly role: CellRole;
  readonly edits: CellEdits;
}

export interface CellFormProps {
  readonly pipeline: INotebookPipeline;
  readonly cell: string;
  readonly trans: TranslationBundle;
  readonly titleId: string;
  readonly onClose: () => void;
  readonly onGoTo: (cell: string) => void;
  /** The form is on the page; called again when its fields are there, if they come later. */
  readonly onReady: () => void;
}

export function CellForm(props: CellFormProps): React.ReactElement {
  const { pipeline, cell, trans, titleId, onClose, onGoTo, onReady } = props;
  const state = useSignal(pipeline.changed, () => pipeline.state);
  const edits = React.useMemo(() => new CellEdits(pipeline, cell), [pipeline, cell]);
  const role = state?.cells.get(cell);
  const hasFields = role !== undefined;
  React.useLayoutEffect(onReady, [hasFields]);
  return (
    <>
      <div className="collard-Editor-header">
        <h2 id={titleId}>{role === undefined ? trans.__('Cell') : trans.__('Code cell %1', role.position + 1)}</h2>
        <button
          type="button"
          className="collard-IconButton"
          title={trans.__('Close')}
          aria-label={trans.__('Close')}
          onClick={onClose}
        >
          <closeIcon.react tag="span" />
        </button>
      </div>
      {state === null || role === undefined ? (
        <p className="collard-Editor-hint">{trans.__('Reading the notebook…')}</p>
      ) : (
        <Fields context={{ trans, state, role, edits }} onGoTo={onGoTo} />
      )}
    </>
  );
}

function Fields({
  context,
  onGoTo
}: {
  readonly context: FieldContext;
  readonly onGoTo: (cell: string) => void;
}): React.ReactElement {
  const { trans, role, edits } = context;
  const [isNaming, setNaming] = React.useState(false);
  const hasName = role.kind === 'step';
  const form = settingsOf(role);
  const fields = React.useRef<HTMLDivElement>(null);
  /** Before a button goes that has the focus. */
  const refocus = (): void => fields.current?.querySelector('select')?.focus();
  return (
    <div className="collard-Editor-fields" ref={fields}>
      <WrongTags context={context} wrong={form.wrong} onRemove={refocus} />
      <KindField context={context} isNaming={isNaming && !hasName} onNaming={setNaming} />
      {(hasName || isNaming) && <StepNameField context={context} isNew={!hasName} />}
      {role.step !== null && !role.opens && !isNaming && <PartOfStep context={context} onGoTo={onGoTo} />}
      {hasName && role.opens && (
        <>
          <AfterField context={context} />
          <ResourceFields context={context} form={form} />
          <MoreFields context={context} form={form} />
        </>
      )}
      {role.tags.some(({ tag }) => tag.kind !== 'foreign') && (
        <div className="collard-Editor-footer">
          <button
            type="button"
            className="collard-Button"
            title={trans.__('Remove all tags of the pipeline from this cell; tags of other tools stay')}
            onClick={() => {
              refocus();
              setNaming(false);
              edits.edit({ kind: 'role', role: 'merged' });
            }}
          >
            {trans.__('Clear everything')}
          </button>
        </div>
      )}
    </div>
  );
}

/** The settings of a step are on its first cell. */
function PartOfStep({
  context: { trans, state, role },
  onGoTo
}: {
  readonly context: FieldContext;
  readonly onGoTo: (cell: string) => void;
}): React.ReactElement {
  const first = [...state.cells.values()].find(({ opens, step }) => opens && step === role.step);
  return (
    <p className="collard-Editor-hint">
      {trans.__('Step %1 begins further up. What it needs is said there.', role.step)}{' '}
      <button type="button" className="collard-Link" onClick={() => first !== undefined && onGoTo(first.cell)}>
        {trans.__('Edit step %1', role.step)}
      </button>
    </p>
  );
}
