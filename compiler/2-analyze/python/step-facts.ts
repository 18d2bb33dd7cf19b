/** What the cells of one step, run one after the other, need from outside and leave behind. */
import type { Span } from '../../diagnostics/diagnostic.js';
import type { BodyCall } from './body-facts.js';
import type { BindOp, ChangeLevel, ChangeOp, FunctionBody } from './ops.js';

/** A place in a step: which of its cells, which statement of it, where. */
export interface Place {
  readonly cell: number;
  readonly statement: number;
  readonly span: Span;
}

/** A function that stands between a step's code and what happens; `span` is inside it. */
export interface Through {
  readonly name: string;
  readonly cell: number;
  readonly span: Span;
}

/**
 * Why a name is needed, the gravest first. `certain`: read on every path before anything binds it. `possible`: on some path.
 * `guarded`: inside a `try` that takes the NameError. `kept`: by a
 * function that a decorator got, and may have called. `likely-bound`: only when a loop runs no round. `later`: by a function
 * made before the step binds the name. `optional`, `text`: see ReadOp. `deferred`: by a function that the step does not use.
 */
export const needKinds = [
  'certain',
  'possible',
  'guarded',
  'kept',
  'likely-bound',
  'later',
  'optional',
  'text',
  'deferred'
] as const;
export type NeedKind = (typeof needKinds)[number];

export interface Need {
  readonly name: string;
  readonly kind: NeedKind;
  readonly place: Place;
  readonly through: Through | null;
  /** Names that the step itself has bound wherever it reads this one: what a function of another step finds here. */
  readonly boundThere: ReadonlySet<string>;
  readonly called: boolean;
  /** Used as a value, so that somebody may keep it. */
  readonly escapes: boolean;
  /** A read before which the step has deleted the name on every path. */
  readonly deletedRead: { readonly place: Place; readonly deletedAt: Place } | null;
}

export interface BindFact {
  readonly name: string;
  readonly place: Place;
  readonly op: BindOp | null;
  readonly through: Through | null;
}

export interface ChangeFact {
  readonly name: string;
  readonly place: Place;
  readonly level: ChangeLevel;
  readonly by: ChangeOp['by'];
  readonly path: string;
  readonly through: Through | null;
}

export interface CallFact {
  readonly call: BodyCall;
  readonly place: Place;
  readonly through: Through | null;
}

export interface StarFact {
  readonly module: string;
  readonly place: Place;
}

export interface StepFacts {
  readonly needs: ReadonlyMap<string, Need>;
  /** Every binding of a name of the module, in program order. */
  readonly binds: ReadonlyMap<string, readonly BindFact[]>;
  readonly changes: readonly ChangeFact[];
  readonly calls: readonly CallFact[];
  readonly stars: readonly StarFact[];
  /** Bound at the end on every path, and on some path. */
  readonly mustEnd: ReadonlySet<string>;
  readonly mayEnd: ReadonlySet<string>;
  /** Bound at the end on every path, if each `for` runs a round. */
  readonly likelyEnd: ReadonlySet<string>;
  /** Deleted at the end on every path. */
  readonly goneEnd: ReadonlyMap<string, Place>;
  /** Names whose object each name is, or shares a part of, at the end. */
  readonly aliases: ReadonlyMap<string, readonly { readonly name: string; readonly whole: boolean }[]>;
  readonly bodies: ReadonlyMap<string, readonly { readonly body: FunctionBody; readonly cell: number }[]>;
  /** Functions and classes that are used as values. */
  readonly escaping: ReadonlySet<string>;
}
