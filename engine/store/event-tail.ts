/** Reads what was added to the events of a run since the last look. For runs that another process has. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { RunEvent } from '../../protocol/run-event.js';
import { eventsPath, parseEvent } from './event-file.js';
import type { Workspace } from './workspace.js';

const pieceSize = 256 * 1024;

export class EventTail {
  constructor(workspace: Workspace, run: string) {
    this.path = eventsPath(workspace, run);
  }

  /** Events since the last call, from the first on. A line that is not whole yet comes next time. */
  newEvents(): readonly RunEvent[] {
    const content = Buffer.concat([this.rest, this.read()]);
    const end = content.lastIndexOf(0x0a) + 1;
    this.rest = content.subarray(end);
    const lines = content.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
    return lines.map(parseEvent).filter(event => event !== null);
  }

  private read(): Buffer {
    let file: number;
    try {
      file = openSync(this.path, 'r');
    } catch {
      return Buffer.alloc(0); // not there yet, or deleted
    }
    try {
      const pieces: Buffer[] = [];
      for (let count = pieceSize; count === pieceSize;) {
        const piece = Buffer.alloc(pieceSize);
        count = readSync(file, piece, 0, pieceSize, this.position);
        this.position += count;
        pieces.push(piece.subarray(0, count));
      }
      return Buffer.concat(pieces);
    } finally {
      closeSync(file);
    }
  }

  private readonly path: string;
  private position = 0;
  private rest: Buffer = Buffer.alloc(0);
}
