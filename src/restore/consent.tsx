/** The question before a restore: which state, into which notebook, what comes, and what that means. Executes nothing. */
import { ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { StepState, Variable } from '../../protocol/api.js';
import { bytesText } from '../../protocol/quantities.js';
import type { ICollardClient, StateKind } from '../tokens.js';
import { VariableTable, type VariableChoice } from '../variables/variable-table.js';
import { isMapped } from '../variables/variable-words.js';
import { kindWord } from './kind-word.js';
import type { RestoreTarget } from './restore-target.js';

/** Bigger values stay on disk unless the user asks for them; arrays that are mapped cost nothing until they are used. */
export const largeValue = 64_000_000;

export interface Consent {
  readonly kind: StateKind;
  readonly target: RestoreTarget;
  /** Null: everything. */
  readonly only: readonly string[] | null;
}

export interface ConsentOptions {
  readonly client: Pick<ICollardClient, 'state'>;
  readonly run: string;
  readonly step: string;
  readonly state: StepState;
  readonly targets: readonly RestoreTarget[];
  /** Version of the Python that ran the step; empty when nobody knows. */
  readonly python: string;
  readonly trans: TranslationBundle;
}

/** Body of the dialog. */
export class ConsentBody extends ReactWidget {
  constructor(private readonly options: ConsentOptions) {
    super();
    this.addClass('collard-Consent');
  }

  getValue(): Consent | null {
    return this.value;
  }

  protected override render(): React.JSX.Element {
    return <ConsentForm {...this.options} onChange={value => (this.value = value)} />;
  }

  private value: Consent | null = null;
}

interface FormProps extends ConsentOptions {
  readonly onChange: (consent: Consent | null) => void;
}

function ConsentForm({
  client,
  run,
  step,
  state: first,
  targets,
  python,
  trans,
  onChange
}: FormProps): React.JSX.Element {
  const [state, setState] = React.useState(first);
  const [trouble, setTrouble] = React.useState('');
  const [position, setPosition] = React.useState(0);
  const [left, setLeft] = React.useState<ReadonlySet<string>>(() => largeNames(first));
  const all = everything(state);
  const target = targets[position];
  // Before anybody can press a button of the dialog.
  React.useLayoutEffect(() => {
    const only = left.size === 0 ? null : all.map(({ name }) => name).filter(name => !left.has(name));
    onChange(target === undefined ? null : { kind: state.kind, target, only });
  });
  const chooseKind = (kind: StateKind): void => {
    client.state(run, step, kind).then(
      found => {
        setTrouble('');
        setLeft(largeNames(found));
        setState(found);
      },
      (error: unknown) => setTrouble(error instanceof Error ? error.message : String(error))
    );
  };
  const choice: VariableChoice = {
    isChosen: name => !left.has(name),
    choose: (name, chosen) => setLeft(chosen ? without(left, name) : new Set([...left, name]))
  };
  return (
    <>
      <KindChoice {...{ state, trans, chooseKind }} />
      <label className="collard-Consent-field">
        <span>{trans.__('Into the notebook')}</span>
        <select value={position} onChange={event => setPosition(Number(event.target.value))}>
          {targets.map(({ label }, index) => (
            <option key={index} value={index}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {target !== undefined && target.note !== '' && <p>{target.note}</p>}
      {trouble !== '' && <p role="alert">{trouble}</p>}
      <VariableTable caption={captionOf(all, left, trans)} variables={all} choice={choice} trans={trans} />
      <Warning {...{ python, trans }} />
    </>
  );
}

interface KindProps {
  readonly state: StepState;
  readonly trans: TranslationBundle;
  readonly chooseKind: (kind: StateKind) => void;
}

function KindChoice({ state, trans, chooseKind }: KindProps): React.JSX.Element {
  return (
    <fieldset className="collard-Consent-kinds">
      <legend>{trans.__('Variables as they were')}</legend>
      {state.kinds.map(kind => (
        <label key={kind}>
          <input type="radio" name="collard-state" checked={kind === state.kind} onChange={() => chooseKind(kind)} />
          {kindWord(kind, trans)}
        </label>
      ))}
    </fieldset>
  );
}

function Warning({ python, trans }: { readonly python: string; readonly trans: TranslationBundle }): React.JSX.Element {
  return (
    <div className="collard-Consent-warning">
      <p>
        {trans.__(
          'Imports and functions of the notebook are executed, and values are loaded with pickle, which can run code. Only go on with results that were made by you, in this workspace. Variables of the same name are replaced.'
        )}
      </p>
      {python !== '' && (
        <p>{trans.__('The step ran with Python %1. Another Python may fail to load some values.', python)}</p>
      )}
    </div>
  );
}

/** As the report names them, so that one can ask for them by these names. */
function everything({ variables, locals }: StepState): readonly Variable[] {
  return [...variables, ...locals.map(local => ({ ...local, name: `failed_locals["${local.name}"]` }))];
}

function largeNames(state: StepState): ReadonlySet<string> {
  const large = everything(state).filter(({ artifact }) => artifact.bytes > largeValue && !isMapped(artifact));
  return new Set(large.map(({ name }) => name));
}

function captionOf(all: readonly Variable[], left: ReadonlySet<string>, trans: TranslationBundle): string {
  const chosen = all.filter(({ name }) => !left.has(name));
  const total = chosen.reduce((sum, { artifact }) => sum + artifact.bytes, 0);
  return trans._n('%2 of 1 variable, %3', '%2 of %1 variables, %3', all.length, chosen.length, bytesText(total));
}

function without(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  return new Set([...names].filter(each => each !== name));
}
