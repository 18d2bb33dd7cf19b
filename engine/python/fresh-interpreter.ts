/** An interpreter of its own for each step: where processes cannot be forked, and when the fork server does not start. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { identityOf } from '../store/process-identity.js';
import { signalTree } from './process-tree.js';
import { readJsonLines } from './json-lines.js';
import { onceEnded } from './process-end.js';
import type { StepLauncher, StepListener, StepProcess, StepRequest } from './step-process.js';

export class FreshInterpreters implements StepLauncher {
  readonly identity = null;

  constructor(
    private readonly executable: string,
    private readonly runtime: string
  ) {}

  start(request: StepRequest, environment: Readonly<Record<string, string>>, listener: StepListener): StepProcess {
    const log = openSync(join(request.folder, 'log'), 'a');
    const child = spawn(this.executable, [this.runtime, 'step', join(request.folder, 'request.json')], {
      cwd: request.cwd,
      env: { ...environment, COLLARD_EVENTS: '3' },
      detached: true,
      stdio: ['ignore', log, log, 'pipe']
    });
    closeSync(log);
    const events = child.stdio[3];
    if (events instanceof Readable) {
      readJsonLines(events, data => listener.event(data));
    }
    const { pid } = child;
    if (pid !== undefined) {
      writeFileSync(join(request.folder, 'process.json'), JSON.stringify(identityOf(pid)));
      listener.started(pid);
    }
    onceEnded(child, (status, signal) => listener.exited({ kind: 'exited', status, signal }));
    return { kill: signal => (pid === undefined ? undefined : signalTree(pid, signal)) };
  }

  close(): void {
    // Nothing is kept between steps.
  }
}
