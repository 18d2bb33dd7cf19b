/**
 * Phase 4: the plan → documents of a target. To add a drawing, write its emitter and add its row here. Targets that run a plan
 * need to be told more and load a YAML writer, so each is imported by itself: `argo/index.ts`.
 */
import type { Plan } from '../ir/plan.js';
import type { EmittedDocument, Emitter } from './emitter.js';
import { emitMermaid } from './mermaid.js';
import { emitSvg } from './svg/index.js';
import { emitText } from './text/index.js';

export type { EmittedDocument, Emitter } from './emitter.js';

const emitters = { text: emitText, mermaid: emitMermaid, svg: emitSvg } as const satisfies Readonly<
  Record<string, Emitter>
>;

export type Target = keyof typeof emitters;

export const targets = Object.keys(emitters) as readonly Target[];

export function emit(plan: Plan, target: Target): readonly EmittedDocument[] {
  return emitters[target](plan);
}
