/** A notebook as the command line takes it: a path, or `-` for standard input; read once, not compiled yet. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { didYouMean } from './command-line/nearest.js';
import { UsageError } from './command-line/usage-error.js';

export interface NotebookSource {
  /** As typed; `-` for standard input. */
  readonly name: string;
  /** Absolute path; null for standard input. */
  readonly path: string | null;
  /** Folder in which its steps work: its own, or the current one. */
  readonly folder: string;
  readonly text: string;
  /** Parsed JSON, or the text when it is none. */
  readonly json: unknown;
}

export async function readNotebook(name: string): Promise<NotebookSource> {
  const path = name === '-' ? null : resolve(name);
  return notebookSource(name, path, path === null ? await readInput() : readNotebookFile(name, path));
}

/** A text that is already there. */
export function notebookSource(name: string, path: string | null, text: string): NotebookSource {
  const folder = path === null ? process.cwd() : dirname(path);
  return { name, path, folder, text, json: parsedOrText(text) };
}

function readNotebookFile(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(name, path, error);
  }
}

function unreadable(name: string, path: string, error: unknown): UsageError {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EISDIR') {
    return new UsageError(`${name} is a folder.`, 'Name a notebook in it.');
  }
  if (code !== 'ENOENT' && code !== 'ENOTDIR') {
    return new UsageError(`${name} cannot be read (${String(code ?? error)}).`);
  }
  return new UsageError(`There is no file ${name}.`, didYouMean(basename(name), notebooksIn(dirname(path))));
}

function notebooksIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter(name => name.endsWith('.ipynb'));
  } catch {
    return [];
  }
}

async function readInput(): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) {
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** The compiler says best what is wrong with a text that is no JSON, so it gets that text. */
function parsedOrText(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return text;
  }
}

/** Name of the kernel that the notebook was made with, when it says so. */
export function kernelName({ json }: NotebookSource): string | null {
  const name = field(field(field(json, 'metadata'), 'kernelspec'), 'name');
  return typeof name === 'string' && name !== '' ? name : null;
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
