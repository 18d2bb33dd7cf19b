/** The reasons why the pipeline cannot be run just now; each leads to the place where it can be mended. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Obstacle } from '../../run-form/obstacles.js';
import type { INotebookPipeline, PipelineState } from '../../tokens.js';
import { cellNumber } from '../problems/problem-list.js';

interface ObstaclesProps {
  readonly obstacles: readonly Obstacle[];
  readonly pipeline: INotebookPipeline;
  readonly state: PipelineState;
  readonly trans: TranslationBundle;
}

/** Id of the list, which describes the button. */
export const obstaclesId = 'collard-run-obstacles';

/** More than this are counted: the section *Problems* has them all. */
const most = 5;

export function Obstacles({ obstacles, pipeline, state, trans }: ObstaclesProps): React.JSX.Element {
  const rest = obstacles.length - most;
  return (
    <div className="collard-Obstacles" id={obstaclesId}>
      <p>{trans.__('It cannot run yet:')}</p>
      <ul>
        {obstacles.slice(0, most).map((obstacle, index) => (
          <li key={index}>
            <Reason obstacle={obstacle} pipeline={pipeline} state={state} trans={trans} />
          </li>
        ))}
        {rest > 0 && <li>{trans._n('and %1 more problem', 'and %1 more problems', rest)}</li>}
      </ul>
    </div>
  );
}

type ReasonProps = Omit<ObstaclesProps, 'obstacles'> & { readonly obstacle: Obstacle };

function Reason({ obstacle, pipeline, state, trans }: ReasonProps): React.JSX.Element {
  switch (obstacle.kind) {
    case 'no-steps':
      return <>{trans.__('The notebook has no steps.')}</>;
    case 'workers':
      return <>{trans.__('“%1” is no number of steps at a time.', obstacle.text)}</>;
    case 'parameter': {
      const { name, type } = obstacle.parameter;
      return (
        <button
          type="button"
          className="collard-Link"
          onClick={({ currentTarget }) => focusParameter(currentTarget, name)}
        >
          {trans.__('The value of %1 is not of the type %2.', name, type)}
        </button>
      );
    }
    case 'problem': {
      const { diagnostic } = obstacle;
      const { cell, span, message } = diagnostic;
      const number = cellNumber(diagnostic, state);
      const text = number === null ? message : trans.__('Cell %1: %2', number, message);
      return cell === undefined ? (
        <>{text}</>
      ) : (
        <button type="button" className="collard-Link" onClick={() => void pipeline.reveal(cell, span?.line ?? null)}>
          {text}
        </button>
      );
    }
  }
}

function focusParameter(button: HTMLElement, name: string): void {
  const fields = button.closest('form')?.querySelectorAll<HTMLElement>('[data-parameter]') ?? [];
  [...fields].find(field => field.dataset['parameter'] === name)?.focus();
}
