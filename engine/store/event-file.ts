/** `events.jsonl`: one event a line, append only. Whoever wrote it may have been killed in the middle of the last line. */
import { closeSync, ftruncateSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { runEventSchema, type RunEvent } from '../../protocol/run-event.js';
import { storeError } from './store-error.js';
import { runFolder, type Workspace } from './workspace.js';

export interface ReadEventsOptions {
  /** False: leave out what cells printed and showed, which is most of the bytes and none of the state. */
  readonly outputs: boolean;
}

/** The committed events of a run, in order. Events of a kind that this version does not know are left out. */
export function readEvents(
  workspace: Workspace,
  run: string,
  { outputs }: ReadEventsOptions = { outputs: true }
): readonly RunEvent[] {
  const lines = wholeLines(eventsPath(workspace, run));
  return lines
    .filter(line => outputs || !isCellOutput(line))
    .map(parseEvent)
    .filter(event => event !== null);
}

/** Appends to the events of one run. Lines gather until `flush`, so that a burst of events costs one write. */
export class EventFile {
  constructor(workspace: Workspace, run: string) {
    this.path = eventsPath(workspace, run);
    this.file = this.open();
  }

  append(event: RunEvent): void {
    this.lines.push(`${serializeEvent(event)}\n`);
  }

  flush(): void {
    if (this.lines.length === 0) {
      return;
    }
    const content = Buffer.from(this.lines.join(''));
    this.lines = [];
    try {
      for (let written = 0; written < content.length;) {
        written += writeSync(this.file, content, written);
      }
    } catch (error) {
      throw storeError(error, `writing ${this.path}`);
    }
  }

  /** Lines that were not flushed are dropped. */
  close(): void {
    closeSync(this.file);
  }

  /** Cuts a torn last line off first: appending to it would spoil the next event as well. */
  private open(): number {
    try {
      const whole = Buffer.byteLength(
        wholeLines(this.path)
          .map(line => `${line}\n`)
          .join('')
      );
      const file = openSync(this.path, 'a');
      ftruncateSync(file, whole);
      return file;
    } catch (error) {
      throw storeError(error, `opening ${this.path}`);
    }
  }

  private readonly path: string;
  private readonly file: number;
  private lines: string[] = [];
}

/** When the run was last heard of, in milliseconds; 0 when it cannot be told. */
export function runChangedAt(workspace: Workspace, run: string): number {
  try {
    const ofEvents = statSync(eventsPath(workspace, run), { throwIfNoEntry: false });
    return (ofEvents ?? statSync(runFolder(workspace, run))).mtimeMs;
  } catch {
    return 0;
  }
}

export function eventsPath(workspace: Workspace, run: string): string {
  return join(runFolder(workspace, run), 'events.jsonl');
}

/** The type stands near the start of the line, so that a reader can skip bulky lines without parsing them. */
function serializeEvent({ sequence, time, type, ...rest }: RunEvent): string {
  return JSON.stringify({ sequence, time, type, ...rest });
}

function isCellOutput(line: string): boolean {
  return line.slice(0, 100).includes('"type":"cell-output"');
}

function wholeLines(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').slice(0, -1);
  } catch {
    return [];
  }
}

export function parseEvent(line: string): RunEvent | null {
  try {
    return runEventSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
