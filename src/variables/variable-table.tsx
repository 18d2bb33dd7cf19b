/** Stored values as a table: name, type, size and a preview. Nothing is loaded for it. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Variable } from '../../protocol/api.js';
import { bytesText } from '../../protocol/quantities.js';
import { shapeText, shortType } from './variable-words.js';

export interface VariableChoice {
  isChosen(name: string): boolean;
  choose(name: string, chosen: boolean): void;
}

export interface VariableTableProps {
  readonly caption: string;
  readonly variables: readonly Variable[];
  readonly trans: TranslationBundle;
  /** Lets the user choose among the variables. */
  readonly choice?: VariableChoice;
}

export function VariableTable({ caption, variables, trans, choice }: VariableTableProps): React.JSX.Element {
  const withOrigin = variables.some(({ from }) => from !== null);
  return (
    <div className="collard-Table-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="collard-Table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {choice && <th scope="col">{trans.__('Load')}</th>}
            <th scope="col">{trans.__('Name')}</th>
            <th scope="col">{trans.__('Type')}</th>
            <th scope="col">{trans.__('Shape')}</th>
            <th scope="col" className="collard-Table-number">
              {trans.__('Size')}
            </th>
            {withOrigin && <th scope="col">{trans.__('From')}</th>}
            <th scope="col">{trans.__('Preview')}</th>
          </tr>
        </thead>
        <tbody>
          {variables.map(variable => (
            <VariableRow key={variable.name} {...{ variable, withOrigin, trans, choice }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly variable: Variable;
  readonly withOrigin: boolean;
  readonly trans: TranslationBundle;
  readonly choice: VariableChoice | undefined;
}

function VariableRow({ variable, withOrigin, trans, choice }: RowProps): React.JSX.Element {
  const { name, from, artifact } = variable;
  return (
    <tr>
      {choice && (
        <td>
          <input
            type="checkbox"
            aria-label={trans.__('Load %1', name)}
            checked={choice.isChosen(name)}
            onChange={event => choice.choose(name, event.target.checked)}
          />
        </td>
      )}
      <th scope="row" className="collard-Table-code">
        {name}
      </th>
      <td title={artifact.type}>{shortType(artifact.type)}</td>
      <td>
        {artifact.columns === undefined ? (
          shapeText(artifact, trans)
        ) : (
          <details>
            <summary>{shapeText(artifact, trans) || trans.__('Columns')}</summary>
            <Columns columns={artifact.columns} />
          </details>
        )}
      </td>
      <td className="collard-Table-number">{bytesText(artifact.bytes)}</td>
      {withOrigin && <td>{from ?? ''}</td>}
      <td className="collard-Table-preview">
        <pre title={artifact.preview}>{artifact.preview}</pre>
      </td>
    </tr>
  );
}

function Columns({
  columns
}: {
  readonly columns: readonly { readonly name: string; readonly dtype: string }[];
}): React.JSX.Element {
  return (
    <ul className="collard-Columns">
      {columns.map(({ name, dtype }, index) => (
        <li key={index}>
          <code>{name}</code> {dtype}
        </li>
      ))}
    </ul>
  );
}
