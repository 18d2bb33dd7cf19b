/** Ctrl-C during a run: the first one stops the run cleanly, the second one kills what is still there. */
import type { RunHandle } from '../../engine/index.js';
import type { RunEvent } from '../../protocol/run-event.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export class Interruption {
  constructor(
    private readonly handle: RunHandle,
    private readonly heard: () => void
  ) {
    signals.forEach(signal => process.on(signal, this.interrupt));
  }

  /** Remembers which processes run: each step leads a process group of its own. */
  note(event: RunEvent): void {
    switch (event.type) {
      case 'step-started':
        this.running.set(event.step, event.pid);
        break;
      case 'step-succeeded':
      case 'step-failed':
      case 'step-cancelled':
        this.running.delete(event.step);
        break;
      default:
    }
  }

  /** Lets signals do again what they do by themselves. */
  end(): void {
    signals.forEach(signal => process.off(signal, this.interrupt));
  }

  private readonly interrupt = (): void => {
    this.count += 1;
    if (this.count === 1) {
      this.heard();
      // How the run ends, and what went wrong, comes through `finished`.
      this.handle.cancel().catch(() => undefined);
    } else {
      this.running.forEach(killGroup);
    }
  };

  private readonly running = new Map<string, number>();
  private count = 0;
}

function killGroup(leader: number): void {
  try {
    process.kill(process.platform === 'win32' ? leader : -leader, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}
