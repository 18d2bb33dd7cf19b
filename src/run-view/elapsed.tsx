/** A duration that grows while something runs. */
import * as React from 'react';
import { secondsText } from '../../protocol/quantities.js';

export interface ElapsedProps {
  /** ISO time; null before it began. */
  readonly started: string | null;
  /** Null while it runs. */
  readonly seconds: number | null;
}

export function Elapsed({ started, seconds }: ElapsedProps): React.JSX.Element {
  const running = started !== null && seconds === null;
  const [now, setNow] = React.useState(() => Date.now());
  React.useEffect(() => {
    if (running) {
      const timer = setInterval(() => setNow(Date.now()), 1000);
      return () => clearInterval(timer);
    }
    return undefined;
  }, [running]);
  if (seconds !== null) {
    return <span>{secondsText(seconds)}</span>;
  }
  return <span>{started === null ? '' : secondsText(Math.max(0, (now - Date.parse(started)) / 1000))}</span>;
}
