/** Where a run takes place; or why the server does not answer, with what to type. */
import * as React from 'react';
import type { Status } from '../../../protocol/api.js';
import { useSignal } from '../use-signal.js';
import type { RunSectionProps } from './run-section.js';

export function Where({ environment, trans }: RunSectionProps): React.JSX.Element {
  const state = useSignal(environment.changed, () => environment.state);
  switch (state.kind) {
    case 'unknown':
    case 'asking':
      return <Place text={trans.__('Looking for Python…')} trans={trans} />;
    case 'known': {
      const { version, python } = state.environment;
      return <Place text={trans.__('Python %1', version)} detail={python} trans={trans} />;
    }
    case 'refused': {
      const { refusal, status } = state;
      const down = status !== null && status.error !== '' ? status : null;
      return (
        <div className="collard-Trouble" role="status">
          <p>{sentence(down?.error ?? refusal.message)}</p>
          <p>{sentence(down?.hint ?? refusal.hint)}</p>
          {status !== null && <Complaints {...status} trans={trans} />}
          <p className="collard-quiet">{trans.__('Graph and problems work without it.')}</p>
          <button type="button" className="collard-Button" onClick={() => environment.retry()}>
            {trans.__('Try again')}
          </button>
        </div>
      );
    }
  }
}

interface PlaceProps extends Pick<RunSectionProps, 'trans'> {
  readonly text: string;
  readonly detail?: string;
}

function Place({ text, detail, trans }: PlaceProps): React.JSX.Element {
  return (
    <div className="collard-Where">
      <span className="collard-Where-label">{trans.__('Where')}</span>
      <span>
        {trans.__('Here')}
        <span className="collard-quiet" title={detail}>
          {' · '}
          {text}
        </span>
      </span>
    </div>
  );
}

function Complaints({ stderr, trans }: Pick<Status, 'stderr'> & Pick<RunSectionProps, 'trans'>): React.JSX.Element {
  return stderr.length === 0 ? (
    <></>
  ) : (
    <details>
      <summary>{trans.__('What it said last')}</summary>
      <pre>{stderr.join('\n')}</pre>
    </details>
  );
}

/** Messages of the server end without a full stop, hints with one. */
function sentence(text: string): string {
  return text === '' || /[.!?:]$/.test(text) ? text : `${text}.`;
}
