/** An engine that gives its warm interpreters back when nothing has run for a while: they hold the memory of many libraries. */
import type { LocalEngine } from '../../engine/index.js';

/** Milliseconds. */
const longestRest = 15 * 60 * 1000;

export class RestingEngine {
  constructor(private readonly engine: LocalEngine) {}

  use(): LocalEngine {
    this.rest();
    return this.engine;
  }

  /** Something runs, until the function that comes back is called. */
  hold(): () => void {
    this.holders += 1;
    return () => {
      this.holders -= 1;
      this.rest();
    };
  }

  close(): Promise<void> {
    clearTimeout(this.timer);
    return this.engine.close();
  }

  /** Closing an engine ends no more than its interpreters when it has no run; the next run starts new ones. */
  private rest(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.holders === 0) {
        void this.engine.close();
      }
    }, longestRest).unref();
  }

  private holders = 0;
  private timer: NodeJS.Timeout | undefined;
}
