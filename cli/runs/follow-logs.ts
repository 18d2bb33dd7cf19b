/** Follows the log files of a run's steps, line by line, until the run has ended. */
import { closeSync, openSync, readSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { StringDecoder } from 'node:string_decoder';
import { readStoredRun } from '../../engine/index.js';
import type { Workspace } from '../../engine/index.js';
import { logPath } from './step-log.js';

export interface LogLine {
  readonly step: string;
  readonly attempt: number;
  readonly line: string;
}

const pollInterval = 200;
const pieceSize = 64 * 1024;

/** A retried step goes on with the log of its new attempt. */
export async function followLogs(
  workspace: Workspace,
  run: string,
  steps: readonly string[],
  print: (line: LogLine) => void
): Promise<void> {
  const tails = new Map<string, LogTail>();
  for (let over = false; !over;) {
    const { view, state } = readStoredRun(workspace, run);
    over = state !== 'running' && state !== 'pending';
    for (const step of steps) {
      for (let attempt = 1; attempt <= (view.steps[step]?.attempt ?? 0); attempt += 1) {
        const path = logPath(workspace, run, step, attempt);
        const tail = tails.get(path) ?? new LogTail(path);
        tails.set(path, tail);
        tail.newLines(over).forEach(line => print({ step, attempt, line }));
      }
    }
    if (!over) {
      await sleep(pollInterval);
    }
  }
}

class LogTail {
  constructor(private readonly path: string) {}

  /** Whole lines since the last call; with `last`, also one that has no end yet. */
  newLines(last: boolean): readonly string[] {
    const lines = (this.rest + this.decoder.write(this.read())).split('\n');
    this.rest = last ? '' : (lines.pop() ?? '');
    return last && lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  }

  private read(): Buffer {
    try {
      const file = openSync(this.path, 'r');
      try {
        return this.readAll(file);
      } finally {
        closeSync(file);
      }
    } catch {
      return Buffer.alloc(0); // not there yet
    }
  }

  private readAll(file: number): Buffer {
    const pieces: Buffer[] = [];
    for (;;) {
      const piece = Buffer.alloc(pieceSize);
      const count = readSync(file, piece, 0, pieceSize, this.position);
      if (count === 0) {
        return Buffer.concat(pieces);
      }
      this.position += count;
      pieces.push(piece.subarray(0, count));
    }
  }

  private readonly decoder = new StringDecoder('utf8');
  private position = 0;
  private rest = '';
}
