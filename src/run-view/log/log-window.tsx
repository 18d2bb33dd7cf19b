/** The lines of a log that are in sight, in a frame that scrolls over all of them. Lines are of equal height and do not wrap. */
import * as React from 'react';
import { AnsiText } from './ansi-text.js';
import type { LogLine } from './log-lines.js';

export interface LogWindowProps {
  readonly lines: readonly LogLine[];
  /** Another one when the lines are others. */
  readonly version: number;
  /** Keeps the end in sight. */
  readonly follows: boolean;
  /** The user scrolled away from the end. */
  readonly onLeaveEnd: () => void;
  /** Position of the line that is marked. */
  readonly marked: number | null;
  /** Lines that contain it are lifted out. */
  readonly text: string;
  readonly label: string;
}

export interface LogWindowHandle {
  reveal(position: number): void;
}

/** Pixels; the style sheet says the same. */
const lineHeight = 18;
/** Lines above and below what is in sight, for smooth scrolling. */
const margin = 20;

export const LogWindow = React.forwardRef<LogWindowHandle, LogWindowProps>(function LogWindow(
  { lines, version, follows, onLeaveEnd, marked, text, label },
  handle
) {
  const frame = React.useRef<HTMLDivElement>(null);
  const [place, setPlace] = React.useState({ top: 0, height: 400 });
  React.useImperativeHandle(handle, () => ({
    reveal: position => {
      if (frame.current !== null) {
        frame.current.scrollTop = Math.max(0, position * lineHeight - frame.current.clientHeight / 2);
      }
    }
  }));
  React.useLayoutEffect(() => {
    if (follows && frame.current !== null) {
      frame.current.scrollTop = frame.current.scrollHeight;
    }
  }, [follows, version, lines]);
  const onScroll = (): void => {
    const element = frame.current;
    if (element !== null) {
      setPlace({ top: element.scrollTop, height: element.clientHeight });
      const fromEnd = element.scrollHeight - element.scrollTop - element.clientHeight;
      if (follows && fromEnd > 3 * lineHeight) {
        onLeaveEnd();
      }
    }
  };
  const first = Math.max(0, Math.floor(place.top / lineHeight) - margin);
  const last = Math.min(lines.length, Math.ceil((place.top + place.height) / lineHeight) + margin);
  return (
    <div
      className="collard-Log-window jp-RenderedText"
      ref={frame}
      role="region"
      aria-label={label}
      tabIndex={0}
      onScroll={onScroll}
    >
      <div className="collard-Log-all" style={{ height: lines.length * lineHeight }}>
        <pre className="collard-Log-lines" style={{ top: first * lineHeight }}>
          {lines.slice(first, last).map((line, index) => (
            <Line key={first + index} line={line} marked={first + index === marked} found={contains(line, text)} />
          ))}
        </pre>
      </div>
    </div>
  );
});

interface LineProps {
  readonly line: LogLine;
  readonly marked: boolean;
  readonly found: boolean;
}

const Line = React.memo(function Line({ line, marked, found }: LineProps): React.JSX.Element {
  return (
    <div className="collard-Log-line" data-source={line.source} data-found={found} aria-current={marked}>
      <AnsiText text={line.raw} start={line.start} />
      {'\n'}
    </div>
  );
});

function contains({ plain }: LogLine, text: string): boolean {
  return text !== '' && plain.toLowerCase().includes(text.toLowerCase());
}
