/** What is wrong with a `prev:` tag that names no earlier step, and how to mend it. */
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.js';
import { problem } from '../diagnostics/problem.js';
import { allNearest } from '../diagnostics/spelling.js';

export interface PreviousTag {
  readonly cell: string;
  /** The step that has the tag. */
  readonly step: string;
  /** The step that the tag names. */
  readonly name: string;
}

/** `earlier` and `later`: names of the steps that begin before the cell of the tag, and after it. */
export function previousStepProblem(
  tag: PreviousTag,
  earlier: readonly string[],
  later: readonly string[]
): Diagnostic {
  const { cell, step, name } = tag;
  if (name === step) {
    return problem('self-dependency', {
      cell,
      step,
      message: `Step ${step} says that it comes after itself.`,
      hint: `Remove the tag prev:${name}.`,
      fixes: [removal(tag)]
    });
  }
  const meant = later.includes(name) ? [] : allNearest(name, earlier);
  return problem('unknown-step', {
    cell,
    step,
    name,
    message: `Step ${step} should come after ${name}, but no earlier cell starts a step of that name.`,
    hint: later.includes(name) ? `Move this cell below step ${name}.` : spellingHint(name, meant, earlier),
    // A rename is only offered where the tag cannot mean what it says; of several, a person has to choose.
    fixes: meant.length > 0 ? meant.map(other => renaming(tag, other)) : [removal(tag)]
  });
}

function spellingHint(name: string, meant: readonly string[], earlier: readonly string[]): string {
  if (meant.length > 0) {
    return `Did you mean ${meant.join(' or ')}?`;
  }
  const known = earlier.length > 0 ? ` (steps so far: ${earlier.join(', ')})` : '';
  return `Check the spelling${known}, or move this cell below ${name}.`;
}

function removal({ cell, name }: PreviousTag): Fix {
  return { title: `Remove prev:${name}`, cell, addTags: [], removeTags: [`prev:${name}`] };
}

function renaming({ cell, name }: PreviousTag, other: string): Fix {
  return {
    title: `Replace prev:${name} by prev:${other}`,
    cell,
    addTags: [`prev:${other}`],
    removeTags: [`prev:${name}`]
  };
}
