/** Functions and classes that cross to another step as stored values, and values that may not be storable. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { problem } from '../../diagnostics/problem.js';
import type { ValueShape } from '../python/ops.js';
import { meaningOf } from '../meaning.js';
import type { Program } from '../program.js';
import { lastBind, locate } from '../step-unit.js';

export function definitionsByValue(program: Program): readonly Diagnostic[] {
  return crossings(program).flatMap(({ name, provider, consumers }) => {
    const bind = lastBind(program.unit(provider), name);
    if (bind === null || meaningOf(name, { from: 'step', step: provider }, program).kind !== 'code') {
      return [];
    }
    return [
      problem('definition-by-value', {
        ...locate(program.unit(provider), bind.place),
        step: program.stepName(provider),
        name,
        steps: consumers,
        message: `${name} is used by step ${consumers.join(', ')}, but its source cannot be repeated there: it is not at the top of a cell, or needs data of step ${program.stepName(provider)} to be made.`,
        hint: 'Define it at the top level of a cell tagged functions, and give it what it needs as arguments.'
      })
    ];
  });
}

const hints: Readonly<Partial<Record<ValueShape, string>>> = {
  generator: 'a generator can be stored by nobody; make a list of it',
  iterator: 'an iterator is used up by whoever reads it; pass on what it goes over',
  file: 'an open file belongs to one process; open it in the step that uses it',
  lock: 'a lock belongs to one process; make it in the step that uses it'
};

export function doubtfulValues(program: Program): readonly Diagnostic[] {
  return crossings(program).flatMap(({ name, provider, consumers }) => {
    const bind = lastBind(program.unit(provider), name);
    const hint = bind?.op === null || bind === null ? undefined : hints[bind.op.shape];
    return bind === null || hint === undefined
      ? []
      : [
          problem('nonserializable-hint', {
            ...locate(program.unit(provider), bind.place),
            step: program.stepName(provider),
            name,
            steps: consumers,
            message: `Step ${consumers.join(', ')} reads ${name}, but ${hint.split(';')[0] ?? ''}.`,
            hint: `${capitalized(hint.split('; ')[1] ?? '')}.`
          })
        ];
  });
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Every value that crosses, with the steps that take it. */
function crossings(program: Program): readonly { name: string; provider: number; consumers: readonly string[] }[] {
  const found = new Map<string, { name: string; provider: number; consumers: string[] }>();
  for (const { unit, inputs } of program.resolved) {
    for (const [name, provider] of inputs) {
      const key = `${String(provider)} ${name}`;
      const known = found.get(key) ?? { name, provider, consumers: [] };
      known.consumers.push(unit.name);
      found.set(key, known);
    }
  }
  return [...found.values()];
}
