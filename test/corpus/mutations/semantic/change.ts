/** How the tables of semantic edits are written down. */
import { files } from '../edit.js';
import type { Edit, Mutation } from '../edit.js';

/** The steps that must run again come first. */
export function changes(sentence: string, reruns: string, ...edits: readonly Edit[]): Mutation {
  return { sentence, reruns: reruns.split(' '), edits };
}

/** Python that writes a text file. */
export function write(path: string, text: string): Edit {
  return files(`from pathlib import Path\nPath(${JSON.stringify(path)}).write_text(${JSON.stringify(text)})`);
}
