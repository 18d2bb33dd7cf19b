/** The log of one pod, read to its end over lost connections: events are told once, the rest goes into the attempt's `log`. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineEvent, StepEvent } from '../../protocol/run-event.js';
import type { Cluster } from '../kubernetes/cluster.js';
import { followLog } from '../kubernetes/pod-streams.js';
import { podLog } from './pod-log.js';

const longestPause = 5;

export class StepLog {
  /** @param told how many of its events an earlier engine has told. A log begins with the same events each time. */
  constructor(
    private readonly cluster: Cluster,
    private readonly pod: string,
    folder: string,
    private told: number
  ) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, 'log');
    writeFileSync(this.file, '');
  }

  /** Until the log has ended and `isOver` says that nothing more can come. A log that is gone with its pod counts as ended. */
  async follow(
    tell: (event: StepEvent | EngineEvent) => void,
    isOver: () => boolean,
    signal: AbortSignal
  ): Promise<void> {
    for (let pause = 0.5; !signal.aborted; pause = Math.min(2 * pause, longestPause)) {
      await this.readOnce(tell, signal).catch(() => undefined); // Argo says how a step ended whose log cannot be read
      if (isOver()) {
        return;
      }
      await sleep(pause * 1000, undefined, { signal }).catch(() => undefined);
    }
  }

  private async readOnce(tell: (event: StepEvent | EngineEvent) => void, signal: AbortSignal): Promise<void> {
    const stream = await followLog(this.cluster, { pod: this.pod, container: 'main' }, signal);
    let [events, lines] = [0, 0];
    for await (const part of podLog(stream)) {
      if (part.kind === 'text') {
        lines += 1;
        if (lines > this.written) {
          this.written = lines;
          appendFileSync(this.file, `${part.line}\n`);
        }
      } else {
        events += 1;
        if (events > this.told) {
          this.told = events;
          tell(part.event);
        }
      }
    }
  }

  private readonly file: string;
  private written = 0;
}
