/** The section *Problems*: everything that the compiler found, the gravest first, with one-click fixes. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Diagnostic } from '../../../compiler/index.js';
import { SeverityMark } from '../../icons/severity-mark.js';
import type { INotebookPipeline, PipelineState } from '../../tokens.js';
import type { PanelServices } from '../panel-services.js';
import { useCurrentPipeline, usePipelineState } from '../use-pipeline.js';
import { cellNumber, problemsOf } from './problem-list.js';

export function ProblemsSection({ pipelines, trans }: PanelServices): React.JSX.Element {
  const pipeline = useCurrentPipeline(pipelines);
  const state = usePipelineState(pipeline);
  if (pipeline === null || state === null) {
    return <p className="collard-quiet">{trans.__('The problems of a pipeline are listed here.')}</p>;
  }
  const problems = problemsOf(state);
  if (problems.length === 0) {
    return <p className="collard-quiet">{trans.__('No problems')}</p>;
  }
  return (
    <ul className="collard-Problems" aria-label={trans.__('Problems')}>
      {problems.map((problem, index) => (
        <Problem key={index} problem={problem} pipeline={pipeline} state={state} trans={trans} />
      ))}
    </ul>
  );
}

interface ProblemProps {
  readonly problem: Diagnostic;
  readonly pipeline: INotebookPipeline;
  readonly state: PipelineState;
  readonly trans: TranslationBundle;
}

function Problem({ problem, pipeline, state, trans }: ProblemProps): React.JSX.Element {
  const { cell, span, severity, message, hint, fixes = [] } = problem;
  const number = cellNumber(problem, state);
  const content = (
    <>
      <SeverityMark severity={severity} trans={trans} />
      <span className="collard-Problem-text">
        {message}
        {number !== null && <span className="collard-quiet"> {trans.__('Cell %1', number)}</span>}
      </span>
    </>
  );
  return (
    <li className="collard-Problem">
      {cell === undefined || number === null ? (
        <div className="collard-Problem-message">{content}</div>
      ) : (
        <button
          type="button"
          className="collard-Problem-message"
          onClick={() => void pipeline.reveal(cell, span?.line ?? null)}
        >
          {content}
        </button>
      )}
      {hint !== '' && <p className="collard-Problem-hint">{hint}</p>}
      {fixes.length > 0 && (
        <div className="collard-Buttons collard-Problem-fixes">
          {fixes.map(fix => (
            <button key={fix.title} type="button" className="collard-Button" onClick={() => pipeline.applyFix(fix)}>
              {fix.title}
            </button>
          ))}
        </div>
      )}
    </li>
  );
}
