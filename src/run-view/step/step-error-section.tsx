/** How the step failed: the sentence, the place in the code, what to do, and the traceback for who wants it. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { StepError } from '../../../protocol/step-error.js';
import { AnsiText } from '../log/ansi-text.js';
import { cellNumber } from '../cell-number.js';
import { goToCell } from '../run-actions.js';
import { useShownRun } from '../services.js';

export function StepErrorSection({ error }: { readonly error: StepError }): React.JSX.Element {
  const shown = useShownRun();
  const { trans } = shown;
  const [trouble, setTrouble] = React.useState('');
  const { cell, line } = error;
  const go = (): void => {
    setTrouble('');
    goToCell(shown, cell ?? '', line).catch((reason: unknown) =>
      setTrouble(reason instanceof Error ? reason.message : String(reason))
    );
  };
  return (
    <div className="collard-StepError">
      <p className="collard-StepError-sentence">
        <strong>{error.name}</strong>
        {error.message !== '' && <> {error.message}</>}
      </p>
      {cell !== null && <p>{placeText(cellNumber(shown, cell), line, trans)}</p>}
      {error.source !== null && <MarkedLine error={error} source={error.source} />}
      {error.hint !== '' && <p className="collard-StepError-hint">{error.hint}</p>}
      {cell !== null && (
        <button type="button" className="collard-Button collard-mod-primary" onClick={go}>
          {trans.__('Go to cell')}
        </button>
      )}
      {trouble !== '' && <p role="alert">{trouble}</p>}
      {error.traceback.length > 0 && (
        <details>
          <summary>{trans.__('Traceback')}</summary>
          <div className="jp-RenderedText">
            <pre className="collard-Code">
              <AnsiText text={error.traceback.join('\n')} />
            </pre>
          </div>
        </details>
      )}
    </div>
  );
}

function placeText(number: number | null, line: number | null, trans: TranslationBundle): string {
  if (number === null) {
    return line === null ? trans.__('In a cell of the notebook') : trans.__('In line %1 of a cell', line);
  }
  return line === null ? trans.__('In cell %1', number) : trans.__('In cell %1, line %2', number, line);
}

/** The failing line with the failing expression marked; columns count UTF-16 units, as JavaScript does. */
function MarkedLine({ error, source }: { readonly error: StepError; readonly source: string }): React.JSX.Element {
  const { column, endColumn } = error;
  const marked = column !== null && endColumn !== null && endColumn > column;
  return (
    <pre className="collard-Code">
      {marked ? (
        <>
          {source.slice(0, column)}
          <mark className="collard-StepError-mark">{source.slice(column, endColumn)}</mark>
          {source.slice(endColumn)}
        </>
      ) : (
        source
      )}
    </pre>
  );
}
