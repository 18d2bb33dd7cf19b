/** What a name stands for at some place of the notebook: a module, a function whose code is known, or some value. */
import type { ValueShape } from './python/ops.js';
import type { KnownBody } from './python/closures.js';
import type { Origin, Program } from './program.js';
import { lastBind, PROLOGUE, type Unit } from './step-unit.js';

export type Meaning =
  | { readonly kind: 'module'; readonly path: string }
  | { readonly kind: 'code'; readonly bodies: readonly KnownBody[]; readonly unit: Unit }
  | { readonly kind: 'value'; readonly shape: ValueShape }
  | { readonly kind: 'builtin' }
  | { readonly kind: 'unknown' };

const unknown: Meaning = { kind: 'unknown' };

/** What a unit itself makes of a name. */
export function ownMeaning(unit: Unit, name: string): Meaning | null {
  const bind = unit.facts.binds.get(name)?.at(-1);
  if (bind === undefined) {
    return null;
  }
  if (bind.op === null) {
    return unknown;
  }
  if (bind.op.imported !== null) {
    return { kind: 'module', path: bind.op.imported };
  }
  const bodies = unit.facts.bodies.get(name) ?? [];
  return bodies.length > 0 || bind.op.shape === 'class' || bind.op.shape === 'function'
    ? { kind: 'code', bodies, unit }
    : { kind: 'value', shape: commonShape(unit, name) };
}

/** What all bindings of the name agree on: which of them holds may depend on the path. */
function commonShape(unit: Unit, name: string): ValueShape {
  const [first, ...others] = unit.facts.binds.get(name) ?? [];
  const shape = first?.op?.shape ?? 'unknown';
  return others.every(({ op }) => op?.shape === shape) ? shape : 'unknown';
}

/** What a name from outside means, given where it comes from. */
export function meaningOf(name: string, origin: Origin | undefined, program: Program): Meaning {
  switch (origin?.from) {
    case 'prologue':
      return ownMeaning(program.unit(PROLOGUE), name) ?? unknown;
    case 'parameter': {
      const type = program.parameters.get(name)?.type;
      return { kind: 'value', shape: type === 'list' || type === 'dict' ? 'unknown' : 'immutable' };
    }
    case 'builtin':
      return { kind: 'builtin' };
    case 'step':
      return meaningInStep(name, origin.step, program);
    case 'nowhere':
    case undefined:
      return unknown;
  }
}

/** A step that only changes the object passes on what it was given. */
function meaningInStep(name: string, step: number, program: Program): Meaning {
  const unit = program.unit(step);
  if (lastBind(unit, name) !== null) {
    return ownMeaning(unit, name) ?? unknown;
  }
  const origin = program.resolved[step]?.origins.get(name);
  return origin?.from === 'step' && origin.step >= step ? unknown : meaningOf(name, origin, program);
}
