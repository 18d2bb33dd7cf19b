/** One picture of a run: a line for each step and one for the whole. Pure: the same state gives the same lines. */
import { displayWidth, fitToWidth, padToWidth } from '../../compiler/diagnostics/display-width.js';
import { isFinal } from '../../protocol/run-view.js';
import type { RunView, StepView } from '../../protocol/run-view.js';
import { secondsText } from '../../protocol/quantities.js';
import type { Style } from '../terminal/style.js';
import { paintOf, resultText, stateText, symbolOf } from './step-words.js';

export interface LiveState {
  readonly view: RunView;
  /** The last line that each step printed. */
  readonly lastOutput: ReadonlyMap<string, string>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly cancelling: boolean;
}

export interface FrameSpace {
  readonly columns: number;
  readonly rows: number;
  readonly style: Style;
}

const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const spinnerInterval = 100;
const stateColumns = 9;
const longestName = 28;

/** Every line fits the columns; when there are more steps than rows, those that matter now are shown. */
export function liveFrame(state: LiveState, space: FrameSpace): readonly string[] {
  const { view } = state;
  const names = Object.keys(view.steps);
  const room = Math.max(1, space.columns - 1 - (2 + 2 + stateColumns));
  const nameColumns = Math.min(longestName, room, Math.max(...names.map(name => displayWidth(name))));
  const shown = visibleSteps(view, space.rows - 3);
  const hidden = names.length - shown.length;
  return [
    ...shown.map(name => stepLine(name, nameColumns, state, space)),
    ...(hidden > 0 ? [space.style.dim(`  … and ${hidden} more`)] : []),
    totalLine(state, space)
  ];
}

function stepLine(name: string, nameColumns: number, state: LiveState, { columns, style }: FrameSpace): string {
  const step = state.view.steps[name];
  if (step === undefined) {
    return '';
  }
  const running = step.phase === 'running';
  const symbol = running ? (spinner[Math.floor(state.now / spinnerInterval) % spinner.length] ?? '') : symbolOf(step);
  const paint = paintOf(step, style);
  const stateWord = stateText(step, state.now);
  const used = 2 + nameColumns + 2 + stateColumns + 2;
  const detail = running ? (state.lastOutput.get(name) ?? '') : resultText(step);
  const shown = fitToWidth(detail, Math.max(0, columns - 1 - used));
  const painted = shown === '' ? '' : step.phase === 'failed' ? style.error(shown) : style.dim(shown);
  return `${paint(symbol)} ${padToWidth(name, nameColumns)}  ${padToWidth(stateWord, stateColumns)}  ${painted}`.trimEnd();
}

/** `4 of 6 steps · 1 cached · 3.2 s`. */
function totalLine({ view, now, cancelling }: LiveState, { columns, style }: FrameSpace): string {
  const steps = Object.values(view.steps);
  const count = (wanted: (step: StepView) => boolean): number => steps.filter(wanted).length;
  const seconds = view.seconds ?? (view.started === null ? 0 : Math.max(0, (now - Date.parse(view.started)) / 1000));
  const cached = count(({ phase }) => phase === 'cached');
  const failed = count(({ phase }) => phase === 'failed');
  const ended = view.phase !== 'pending' && view.phase !== 'running';
  const parts = [
    `${count(({ phase }) => isFinal(phase))} of ${steps.length} steps`,
    ...(cached > 0 ? [`${cached} cached`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    secondsText(seconds),
    ...(ended ? [view.phase] : [cancelling ? 'stopping; Ctrl-C again kills' : 'Ctrl-C stops'])
  ];
  return style.dim(fitToWidth(`  ${parts.join(' · ')}`, columns - 1));
}

/** All steps if they fit; else the running and failed ones, then the next that wait, then the last that ended. In order. */
function visibleSteps({ steps }: RunView, room: number): readonly string[] {
  const names = Object.keys(steps);
  if (names.length <= room) {
    return names;
  }
  const urgency = (name: string): number => {
    const phase = steps[name]?.phase;
    return phase === 'running' ? 0 : phase === 'failed' ? 1 : phase === 'pending' ? 2 : 3;
  };
  const chosen = names
    .map((name, place) => ({ name, urgency: urgency(name), place }))
    .sort(
      (left, right) =>
        left.urgency - right.urgency || (left.urgency === 3 ? right.place - left.place : left.place - right.place)
    )
    .slice(0, Math.max(1, room - 1))
    .map(({ name }) => name);
  return names.filter(name => chosen.includes(name));
}
