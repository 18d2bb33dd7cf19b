/** The notebook's own answer: one warm IPython that runs the cells of a notebook from top to bottom, in a fork. */
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

export interface OracleRequest {
  readonly cells: readonly string[];
  /** Variables to tell; all text, so that nothing is lost on the way. */
  readonly names: readonly string[];
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface OracleAnswer {
  readonly values: Readonly<Record<string, unknown>>;
  /** The exception of the cell that stopped the notebook. */
  readonly error: string | null;
}

export class NotebookOracle {
  /** `modules` are imported once, before the first notebook. */
  constructor(python: string, modules: readonly string[]) {
    this.child = spawn(python, ['test/support/notebook_oracle.py', '--serve', ...modules], {
      stdio: ['pipe', 'pipe', 'inherit']
    });
    this.child.once('exit', code => this.fail(`the oracle ended with ${String(code)}`));
    createInterface({ input: this.child.stdout }).on('line', line =>
      this.waiting.shift()?.resolve(JSON.parse(line) as OracleAnswer)
    );
  }

  /** Requests are answered in their order. */
  ask(request: OracleRequest): Promise<OracleAnswer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.child.stdin.write(`${JSON.stringify({ id: 0, environment: {}, ...request })}\n`);
    });
  }

  async close(): Promise<void> {
    const gone = new Promise(resolve => this.child.once('exit', resolve));
    this.child.stdin.end();
    await gone;
  }

  private fail(message: string): void {
    this.waiting.splice(0).forEach(request => request.reject(new Error(message)));
  }

  private readonly child: ChildProcessByStdio<Writable, Readable, null>;
  private readonly waiting: { resolve(answer: OracleAnswer): void; reject(error: Error): void }[] = [];
}
