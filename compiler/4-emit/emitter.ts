/** What a target is to the compiler: a pure function from the plan to the documents of that target. */
import type { Plan } from '../ir/plan.js';

export interface EmittedDocument {
  /** Proposed name, without folder. */
  readonly fileName: string;
  readonly mediaType: string;
  readonly text: string;
}

export type Emitter = (plan: Plan) => readonly EmittedDocument[];
