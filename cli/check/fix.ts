/**
 * Applies the fixes that need no choice. After each one the notebook is compiled again, because one fix may make another
 * superfluous or wrong.
 */
import type { Diagnostic, Fix } from '../../compiler/index.js';
import { compileNotebook } from '../notebook-file.js';
import type { NotebookFile } from '../notebook-file.js';
import { notebookSource } from '../notebook-source.js';
import { NotebookText } from './notebook-text.js';

export interface FixedNotebook {
  readonly notebook: NotebookFile;
  readonly applied: readonly AppliedFix[];
}

export interface AppliedFix {
  readonly problem: Diagnostic;
  readonly fix: Fix;
  /** Number of the changed cell, from 1. */
  readonly cell: number;
}

/** Notes are left alone (what they speak of may be meant so), and so are problems with several cures. */
export function applyFixes(notebook: NotebookFile): FixedNotebook {
  const applied: AppliedFix[] = [];
  const tried = new Set<string>();
  let current = notebook;
  for (let next = nextFix(current, tried); next !== null; next = nextFix(current, tried)) {
    tried.add(identity(next.fix));
    const text = new NotebookText(current.text).withTags(next.cell - 1, next.fix);
    if (text !== current.text) {
      current = compileNotebook(notebookSource(current.name, current.path, text));
      applied.push(next);
    }
  }
  return { notebook: current, applied };
}

function nextFix({ diagnostics, cells }: NotebookFile, tried: ReadonlySet<string>): AppliedFix | null {
  for (const problem of diagnostics) {
    const [fix, ...others] = problem.fixes ?? [];
    const cell = cells.find(({ id }) => id === fix?.cell);
    if (
      fix !== undefined &&
      others.length === 0 &&
      cell !== undefined &&
      problem.severity !== 'info' &&
      !tried.has(identity(fix))
    ) {
      return { problem, fix, cell: cell.position + 1 };
    }
  }
  return null;
}

function identity({ cell, addTags, removeTags }: Fix): string {
  return JSON.stringify([cell, addTags, removeTags]);
}
