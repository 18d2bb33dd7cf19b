/** Commands that run to their end. Words are passed as they are; no shell reads them. */
import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly folder?: string;
  /** Added to the environment of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** What the command printed; throws with its last lines if it failed. */
export function run(command: string, words: readonly string[], options: CommandOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd: options.folder, env: { ...process.env, ...options.environment } });
    let printed = '';
    let complaints = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.stdin.on('error', () => undefined).end(options.input ?? ''); // a command may end before it has read everything
    child.on('error', error => reject(new Error(`${command} cannot run: ${error.message}`)));
    child.on('close', code => {
      if (code === 0) {
        resolve(printed);
      } else {
        reject(new Error(`${[command, ...words].join(' ')} failed:\n${lastLines(complaints || printed, 20)}`));
      }
    });
  });
}

/** Whether the command ends well. */
export async function succeeds(command: string, words: readonly string[]): Promise<boolean> {
  try {
    await run(command, words);
    return true;
  } catch {
    return false;
  }
}

export function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
