/** A notebook with what the compiler says of it. */
import { basename } from 'node:path';
import { codeCells, compile } from '../compiler/index.js';
import type { CodeCell, Compilation } from '../compiler/index.js';
import { readNotebook } from './notebook-source.js';
import type { NotebookSource } from './notebook-source.js';

export interface NotebookFile extends NotebookSource, Compilation {
  readonly cells: readonly CodeCell[];
}

/** Reads and compiles; a notebook that is no notebook still comes back, with the diagnostic that says so. */
export async function openNotebook(name: string): Promise<NotebookFile> {
  return compileNotebook(await readNotebook(name));
}

export function compileNotebook(notebook: NotebookSource): NotebookFile {
  const { path, json } = notebook;
  const compilation = compile(json, { fileName: path === null ? '' : basename(path) });
  return { ...compilation, ...notebook, cells: codeCells(json) };
}
