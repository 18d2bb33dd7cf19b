/** The log of a step: grows live, can be searched and saved. Only the lines in sight are in the page, however many there are. */
import * as React from 'react';
import type { StepFeed } from '../../outputs/step-feed.js';
import { useShownRun } from '../services.js';
import { LogWindow, type LogWindowHandle } from './log-window.js';
import { matchingLines } from './search.js';
import { useLogLines } from './use-log-lines.js';

export function StepLog({ feed }: { readonly feed: StepFeed }): React.JSX.Element {
  const { trans } = useShownRun();
  const { log, version } = useLogLines(feed);
  const [text, setText] = React.useState('');
  const [current, setCurrent] = React.useState(0);
  const [follows, setFollows] = React.useState(true);
  const view = React.useRef<LogWindowHandle>(null);
  const matches = React.useMemo(() => matchingLines(log.lines, text), [log, version, text]);
  const go = (step: number): void => {
    if (matches.length > 0) {
      const next = (current + step + matches.length) % matches.length;
      setCurrent(next);
      setFollows(false);
      view.current?.reveal(matches[next] ?? 0);
    }
  };
  const search = (wanted: string): void => {
    setText(wanted);
    setCurrent(0);
    const first = matchingLines(log.lines, wanted)[0];
    if (first !== undefined) {
      setFollows(false);
      view.current?.reveal(first);
    }
  };
  return (
    <div className="collard-Log">
      <div className="collard-Log-tools">
        <SearchField {...{ text, search, go, current }} count={matches.length} />
        <label>
          <input type="checkbox" checked={follows} onChange={event => setFollows(event.target.checked)} />
          {trans.__('Follow')}
        </label>
        <button
          type="button"
          className="collard-Link"
          onClick={() =>
            save(
              log.lines.map(({ plain }) => plain),
              feed.step
            )
          }
        >
          {trans.__('Save as file')}
        </button>
      </div>
      {log.dropped > 0 && (
        <p>{trans._n('One older line is not shown.', '%1 older lines are not shown.', log.dropped)}</p>
      )}
      {log.lines.length === 0 ? (
        <p>{feed.state === 'waiting' ? trans.__('Reading…') : trans.__('Nothing was printed.')}</p>
      ) : (
        <LogWindow
          ref={view}
          lines={log.lines}
          version={version}
          follows={follows}
          onLeaveEnd={() => setFollows(false)}
          marked={text === '' ? null : (matches[current] ?? null)}
          text={text}
          label={trans.__('Log')}
        />
      )}
    </div>
  );
}

interface SearchFieldProps {
  readonly text: string;
  readonly search: (text: string) => void;
  readonly go: (step: 1 | -1) => void;
  readonly current: number;
  readonly count: number;
}

function SearchField({ text, search, go, current, count }: SearchFieldProps): React.JSX.Element {
  const { trans } = useShownRun();
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'Enter') {
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    }
  };
  return (
    <span className="collard-Log-search" role="search">
      <input
        type="search"
        className="jp-mod-styled"
        placeholder={trans.__('Search the log')}
        aria-label={trans.__('Search the log')}
        value={text}
        onChange={event => search(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <button
        type="button"
        className="collard-IconButton"
        aria-label={trans.__('Previous match')}
        title={trans.__('Previous match')}
        disabled={count === 0}
        onClick={() => go(-1)}
      >
        ↑
      </button>
      <button
        type="button"
        className="collard-IconButton"
        aria-label={trans.__('Next match')}
        title={trans.__('Next match')}
        disabled={count === 0}
        onClick={() => go(1)}
      >
        ↓
      </button>
      <span role="status">
        {text === '' ? '' : count === 0 ? trans.__('Not found') : trans.__('%1 of %2', current + 1, count)}
      </span>
    </span>
  );
}

function save(lines: readonly string[], step: string): void {
  const url = URL.createObjectURL(new Blob([`${lines.join('\n')}\n`], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${step}.log`;
  link.click();
  URL.revokeObjectURL(url);
}
