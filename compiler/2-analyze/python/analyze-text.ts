/** The analysis of a piece of Python on its own, for tests and tools. */
import { BodyFactsTable } from './body-facts.js';
import { lowerModule } from './module.js';
import { parsePython, type SyntaxProblem } from './parse.js';
import { readStep } from './step-reader.js';
import type { StepFacts } from './step-facts.js';

export interface TextAnalysis {
  readonly problem: SyntaxProblem | null;
  readonly facts: StepFacts;
  /** Names that CPython's symbol table calls global: read, and bound. */
  readonly moduleReads: ReadonlySet<string>;
  readonly moduleDefinitions: ReadonlySet<string>;
}

/** @param python the version as `3.12`; null stands for the newest. */
export function analyzeText(text: string, python: string | null): TextAnalysis {
  const { tree, lines, problem } = parsePython(text, python);
  const table = new BodyFactsTable();
  if (tree === null) {
    const facts = readStep([], { postponesAnnotations: false }, table);
    return { problem, facts, moduleReads: new Set(), moduleDefinitions: new Set() };
  }
  const { statements, scopes, postponesAnnotations } = lowerModule(tree, text, lines);
  const ops = { statements: statements.map(({ ops: each }) => each), postponesAnnotations };
  const { reads, definitions } = scopes.moduleNames();
  const facts = readStep([ops], { postponesAnnotations: false }, table);
  return { problem, facts, moduleReads: reads, moduleDefinitions: definitions };
}
