/** How one step differs between two runs: code, what it read, and with which libraries. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Comparison } from '../../protocol/api.js';
import { DifferenceTable } from './difference-table.js';
import { lineDiff, type DiffLine } from './line-diff.js';

export interface StepDifferenceProps {
  readonly difference: Comparison['steps'][number];
  readonly trans: TranslationBundle;
}

export function StepDifference({ difference, trans }: StepDifferenceProps): React.JSX.Element {
  const { step, only, code, inputs, files, libraries } = difference;
  return (
    <details className="collard-StepDifference" open>
      <summary>
        <h3>{step}</h3>
      </summary>
      {only === 'left' && <p>{trans.__('Only the left run has this step.')}</p>}
      {only === 'right' && <p>{trans.__('Only the right run has this step.')}</p>}
      {code.map(({ cell, left, right }) => (
        <CodeDifference key={cell} left={left ?? ''} right={right ?? ''} trans={trans} />
      ))}
      {inputs.length > 0 && <DifferenceTable differences={inputs} name={trans.__('Variable read')} trans={trans} />}
      {files.length > 0 && (
        <DifferenceTable differences={files} name={trans.__('File read')} shorten={shortDigest} trans={trans} />
      )}
      {libraries.length > 0 && <DifferenceTable differences={libraries} name={trans.__('Library')} trans={trans} />}
    </details>
  );
}

interface CodeDifferenceProps {
  readonly left: string;
  readonly right: string;
  readonly trans: TranslationBundle;
}

function CodeDifference({ left, right, trans }: CodeDifferenceProps): React.JSX.Element {
  const lines = React.useMemo(() => lineDiff(left, right), [left, right]);
  return (
    <pre className="collard-Code collard-Diff" aria-label={trans.__('Code that differs')} tabIndex={0}>
      {lines.map((line, index) => (
        <div key={index} className="collard-Diff-line" data-kind={line.kind}>
          <span className="collard-Diff-sign">{signOf(line)}</span>
          {line.text}
          {'\n'}
        </div>
      ))}
    </pre>
  );
}

function signOf({ kind }: DiffLine): string {
  switch (kind) {
    case 'same':
      return '  ';
    case 'left':
      return '− ';
    case 'right':
      return '+ ';
  }
}

/** Enough to tell two contents apart. */
function shortDigest(digest: string): string {
  return digest.slice(0, 12);
}
