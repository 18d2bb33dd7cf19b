/** What run this is, how it goes, and what one can do with it. */
import { PathExt } from '@jupyterlab/coreutils';
import * as React from 'react';
import { ServerRefusal } from '../client/server-refusal.js';
import { isFinal } from '../../protocol/run-view.js';
import { timeText } from '../../protocol/quantities.js';
import { PhaseMark } from '../phases/phase-mark.js';
import { Elapsed } from './elapsed.js';
import { openNotebook } from './notebook-of-run.js';
import * as actions from './run-actions.js';
import { useShownRun, type ShownRun } from './services.js';

export function RunHeader(): React.JSX.Element {
  const shown = useShownRun();
  const { model, trans } = shown;
  const { summary, view } = model;
  const { trouble, act } = useActions(shown);
  return (
    <div className="collard-RunHeader">
      <div className="collard-RunHeader-line">
        <h1>{summary.pipeline}</h1>
        {summary.title !== '' && <span className="collard-RunHeader-title">{summary.title}</span>}
      </div>
      <div className="collard-RunHeader-line">
        <PhaseMark phase={summary.phase} trans={trans} />
        <span>{trans.__('started %1', timeText(view.started ?? summary.created))}</span>
        <Elapsed started={view.started} seconds={view.seconds} />
        {summary.notebook !== null && (
          <button
            type="button"
            className="collard-Link"
            title={trans.__('Open the notebook')}
            onClick={() => act(async () => void (await openNotebook(summary.notebook ?? '', shown)))}
          >
            {PathExt.basename(summary.notebook)}
          </button>
        )}
        <RunButtons {...{ shown, act }} />
      </div>
      {trouble !== '' && (
        <p role="alert" className="collard-RunHeader-trouble">
          {trouble}
        </p>
      )}
    </div>
  );
}

interface ButtonsProps {
  readonly shown: ShownRun;
  readonly act: (action: actions.RunAction) => void;
}

function RunButtons({ shown, act }: ButtonsProps): React.JSX.Element {
  const { summary } = shown.model;
  const { trans } = shown;
  const ended = summary.phase === 'interrupted' || isFinal(summary.phase);
  const [copied, setCopied] = React.useState(false);
  const copy = (): void => {
    act(actions.copyLink);
    setCopied(true);
  };
  return (
    <div className="collard-RunHeader-actions" role="group" aria-label={trans.__('Actions')}>
      {!ended && <Action label={trans.__('Cancel')} onClick={() => act(actions.cancel)} />}
      {summary.phase === 'failed' && summary.notebook !== null && (
        <Action
          label={trans.__('Continue after fix')}
          title={trans.__('Run the notebook as it is now; results of steps that did not change are reused')}
          accent
          onClick={() => act(actions.continueAfterFix)}
        />
      )}
      {ended && (
        <Action
          label={trans.__('Run again')}
          title={trans.__('The same code and parameters once more; results that are there are reused')}
          onClick={() => act(actions.runAgain)}
        />
      )}
      <Keep act={act} />
      <Action label={copied ? trans.__('Link copied') : trans.__('Copy link')} onClick={copy} />
    </div>
  );
}

/** What the summary says is as old as the page; the click that changed it is newer. */
function Keep({ act }: Pick<ButtonsProps, 'act'>): React.JSX.Element {
  const { model, trans } = useShownRun();
  const [kept, setKept] = React.useState(model.summary.pinned);
  const toggle: actions.RunAction = async ({ client }) => {
    await client.pin(model.id, !kept);
    setKept(!kept);
  };
  return (
    <Action
      label={trans.__('Keep for good')}
      title={trans.__('Runs that are kept are never cleaned up')}
      pressed={kept}
      onClick={() => act(toggle)}
    />
  );
}

interface ActionProps {
  readonly label: string;
  readonly title?: string;
  readonly accent?: boolean;
  readonly pressed?: boolean;
  readonly onClick: () => void;
}

function Action({ label, title, accent = false, pressed, onClick }: ActionProps): React.JSX.Element {
  return (
    <button
      type="button"
      className={accent ? 'collard-Button collard-mod-primary' : 'collard-Button'}
      title={title}
      aria-pressed={pressed}
      onClick={onClick}
    >
      {label}
    </button>
  );
}

/** Does nothing twice at a time, and keeps the sentence about what went wrong. */
function useActions(shown: ShownRun): { readonly trouble: string; readonly act: (action: actions.RunAction) => void } {
  const [trouble, setTrouble] = React.useState('');
  const going = React.useRef(new Set<actions.RunAction>());
  const act = (action: actions.RunAction): void => {
    if (going.current.has(action)) {
      return;
    }
    going.current.add(action);
    setTrouble('');
    action(shown)
      .catch((error: unknown) => setTrouble(sentenceOf(error)))
      .finally(() => going.current.delete(action));
  };
  return { trouble, act };
}

function sentenceOf(error: unknown): string {
  if (error instanceof ServerRefusal) {
    const problems = error.diagnostics.map(({ message }) => message).slice(0, 3);
    return [error.message, ...problems, error.hint].filter(text => text !== '').join(' · ');
  }
  return error instanceof Error ? error.message : String(error);
}
