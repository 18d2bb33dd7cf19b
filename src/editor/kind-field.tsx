/** What the cell is in the pipeline. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { CellRole } from '../../compiler/edit/index.js';
import type { FieldContext } from './cell-form.js';

const ownKinds = ['step', 'merged', 'imports', 'functions', 'pipeline-parameters', 'pipeline-metrics', 'skip'] as const;
type OwnKind = (typeof ownKinds)[number];

export interface KindFieldProps {
  readonly context: FieldContext;
  /** The user has said that it is a step, and not yet which. */
  readonly isNaming: boolean;
  readonly onNaming: (isNaming: boolean) => void;
}

export function KindField({ context, isNaming, onNaming }: KindFieldProps): React.ReactElement {
  const { trans, role, state, edits } = context;
  const [draft, setDraft] = React.useState<OwnKind | null>(null);
  const byKey = React.useRef(false);
  const id = React.useId();
  const inNotebook = ownKindOf(role);
  const finish = (kind: OwnKind): void => {
    setDraft(null);
    onNaming(kind === 'step' && inNotebook !== 'step');
    if (kind !== 'step' && kind !== inNotebook) {
      edits.edit({ kind: 'role', role: kind });
    }
  };
  return (
    <div className="collard-Editor-field collard-mod-wide">
      <label htmlFor={id}>{trans.__('This cell is')}</label>
      <select
        id={id}
        className="collard-Input"
        value={draft ?? (isNaming ? 'step' : inNotebook)}
        // Arrow keys walk through the kinds: none of them counts before the user leaves the field or says so.
        onKeyDown={event => {
          byKey.current = event.key !== 'Enter';
          if (event.key === 'Enter' && draft !== null) {
            finish(draft);
          } else if (event.key === 'Escape') {
            setDraft(null);
          }
        }}
        onPointerDown={() => (byKey.current = false)}
        onChange={event => {
          const kind = ownKinds.find(each => each === event.target.value) ?? 'merged';
          if (byKey.current) {
            setDraft(kind);
          } else {
            finish(kind);
          }
        }}
        onBlur={() => draft !== null && finish(draft)}
      >
        {ownKinds.map(kind => (
          <option key={kind} value={kind}>
            {kindLabel(kind, [...state.cells.values()], role, trans)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What the cell's own tags make of it, whatever is above it. */
function ownKindOf(role: CellRole): OwnKind {
  const own = role.tags.find(({ tag }) => tag.kind === 'role')?.tag;
  return own?.kind === 'role' ? own.role : role.kind === 'step' ? 'step' : 'merged';
}

function kindLabel(kind: OwnKind, roles: readonly CellRole[], role: CellRole, trans: TranslationBundle): string {
  switch (kind) {
    case 'step':
      return trans.__('a step');
    case 'merged':
      return continuedLabel(roles, role, trans);
    case 'imports':
      return trans.__('imports, run before every step');
    case 'functions':
      return trans.__('functions, run before every step');
    case 'pipeline-parameters':
      return trans.__('parameters of the pipeline');
    case 'pipeline-metrics':
      return trans.__('metrics of the pipeline');
    case 'skip':
      return trans.__('not in the pipeline');
  }
}

/** Without a tag a cell goes on with what is above it; skipped cells do not count. */
function continuedLabel(roles: readonly CellRole[], { position }: CellRole, trans: TranslationBundle): string {
  const above = roles.filter(each => each.position < position && each.kind !== 'skip').at(-1);
  if (above === undefined || above.kind === 'none') {
    return trans.__('nothing yet: no tag');
  }
  return above.step === null ? trans.__('more of the cell above') : trans.__('part of step %1 above', above.step);
}
