/** One cell: IPython → Python → tree → operations, statements and findings. Depends on nothing but the text. */
import { toPython, type IPythonNote } from '../../1-read/ipython.js';
import type { CellAnalysis } from './cell-analysis.js';
import { codeFindings, noteFindings, syntaxFinding, withoutOwnNames } from './findings.js';
import { lowerModule } from './module.js';
import type { ScopeOps } from './ops.js';
import { parsePython } from './parse.js';
import { LineTable } from './positions.js';
import { asOneStatement, readStatements } from './statements.js';

/** What the rest of this phase knows of a cell; the phases after it see the `CellAnalysis`. */
export interface CellFacts extends CellAnalysis {
  readonly notes: readonly IPythonNote[];
}

const nothing: ScopeOps = { statements: [], postponesAnnotations: false };

/** @param python the notebook's Python as `3.12`; null stands for the newest. */
export function analyzeCell(source: string, python: string | null): CellFacts {
  const { python: text, notes } = toPython(source);
  const { tree, lines, problem } = parsePython(text, python);
  if (tree === null || problem !== null) {
    const findings = [...noteFindings(notes), ...(problem === null ? [] : [syntaxFinding(problem, source)])];
    return { statements: [], ops: nothing, findings, notes };
  }
  const { statements: lowered, postponesAnnotations } = lowerModule(tree, text, new LineTable(text, source));
  const statements = readStatements(lowered, source, text, lines);
  const binds = new Set(statements.flatMap(each => each.binds));
  const findings = [...noteFindings(notes), ...withoutOwnNames(codeFindings(tree, new LineTable(text, source)), binds)];
  const ops = lowered.map(each => each.ops);
  return isCellMagic(notes)
    ? {
        statements: [asOneStatement(statements, source)],
        ops: { statements: [ops.flat()], postponesAnnotations },
        findings,
        notes
      }
    : { statements, ops: { statements: ops, postponesAnnotations }, findings, notes };
}

function isCellMagic(notes: readonly IPythonNote[]): boolean {
  return notes.some(({ kind }) => kind === 'cell-magic' || kind === 'unknown-cell-magic');
}
