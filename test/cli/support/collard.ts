/** Runs the built `collard` command as a process of its own, in a folder of its own. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { TestNotebook } from '../../support/notebook.js';

const root = resolve(__dirname, '../../..');
export const python = join(root, '.venv', process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunningCommand {
  readonly ended: Promise<Ended>;
  /** Resolves when the text has stood on stdout. */
  printed(text: string): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Closes the pipe that stdout goes to, as `head` does. */
  stopReading(): void;
}

/** A folder that is a workspace; `files` are written into it, notebooks as JSON. */
export class Folder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'collard-cli-')));

  constructor(files: Readonly<Record<string, string | TestNotebook>> = {}) {
    mkdirSync(join(this.path, '.git'));
    Object.entries(files).forEach(([name, content]) => this.write(name, content));
  }

  write(name: string, content: string | TestNotebook): void {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 1));
  }

  collard(...words: readonly string[]): Promise<Ended> {
    return this.start(words).ended;
  }

  /** @param input what stands on standard input. */
  start(words: readonly string[], { input = '', environment = {} }: StartOptions = {}): RunningCommand {
    const child = spawn(process.execPath, [join(root, 'collard/backend/cli.mjs'), ...words], {
      cwd: this.path,
      env: {
        ...process.env,
        COLLARD_PYTHON: python,
        VIRTUAL_ENV: dirname(dirname(python)),
        NO_COLOR: '1',
        ...environment
      }
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdin.on('error', () => undefined).end(input);
    const ended = new Promise<Ended>((done, fail) => {
      child.on('error', fail).on('close', code => done({ code, out, err }));
    });
    return {
      ended,
      signal: name => void child.kill(name),
      stopReading: () => void child.stdout.destroy(),
      printed: text =>
        new Promise((done, fail) => {
          const look = (): void => (out.includes(text) ? done() : undefined);
          child.stdout.on('data', look);
          child.on('close', () => fail(new Error(`ended without printing ${text}:\n${out}\n${err}`)));
          look();
        })
    };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export interface StartOptions {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** One JSON document. */
export function json<Value>({ out }: Ended): Value {
  return JSON.parse(out) as Value;
}

/**
 * Output with what differs from run to run, or from one Python to another, made equal: durations, times, ids, the folder,
 * tracebacks, and how exactly Python knows the failing expression.
 */
export function steady(text: string, folder: string): string {
  return text
    .replaceAll(folder, '<folder>')
    .replace(/\d{8}-\d{9}-[0-9a-f]{6}/g, '<run>')
    .replace(/\b(show|restore) [0-9a-f]{6}\b/g, '$1 <id>')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, '<time>')
    .replace(
      /\b\d+(\.\d+)? (ms|s)\b( {2,})?/g,
      (_, __, ___, gap?: string) => `<duration>${gap === undefined ? '' : '  '}`
    )
    .replace(/^ {2}\w+Error +Traceback[^]*?^ {2}\w+Error: /gm, '  <traceback> ')
    .replace(/\| +\^+$/gm, '| <mark>');
}
