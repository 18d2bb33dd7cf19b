/**
 * The state of a run as everybody shows it: a pure fold over its events. Terminal, browser and the engine's own bookkeeping
 * read the same view, so they can never disagree about what happened.
 */
import * as z from 'zod';
import { phaseSchema } from './run-event.js';
import type { Phase, RunEvent } from './run-event.js';
import { stepErrorSchema } from './step-error.js';

const byName = z.record(z.string(), z.number());

export const stepViewSchema = z.object({
  phase: phaseSchema,
  attempt: z.int().nonnegative().describe('which attempt this is about, from 1; 0 before the first'),
  started: z.string().nullable().describe('when the current attempt started, as ISO text'),
  seconds: z
    .number()
    .nullable()
    .describe('how long the last attempt took; null while it runs, and for steps that did not execute'),
  earlier: z
    .array(z.object({ started: z.string(), seconds: z.number() }))
    .readonly()
    .describe('the attempts before the current one, as far as they came to an end'),
  cell: z.string().nullable().describe('the cell that is executing now'),
  record: z.string().nullable().describe('<key>/<id> of the record that holds the results'),
  outputs: byName.describe('size in bytes of each output'),
  metrics: byName,
  error: stepErrorSchema.nullable(),
  because: z
    .string()
    .nullable()
    .describe('why an earlier result could not be used, or which step kept this one from running'),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })).readonly()
});
export type StepView = Readonly<z.infer<typeof stepViewSchema>>;
export type StepWarning = StepView['warnings'][number];

export const runViewSchema = z.object({
  phase: z.enum(['pending', 'running', 'succeeded', 'failed', 'cancelled']),
  started: z.string().nullable(),
  seconds: z.number().nullable(),
  sequence: z.int().nonnegative().describe('number of the last event that went in'),
  steps: z.record(z.string(), stepViewSchema)
});
export type RunView = Readonly<z.infer<typeof runViewSchema>>;
export type RunPhase = RunView['phase'];

const pendingStep: StepView = {
  phase: 'pending',
  attempt: 0,
  started: null,
  seconds: null,
  earlier: [],
  cell: null,
  record: null,
  outputs: {},
  metrics: {},
  error: null,
  because: null,
  warnings: []
};

/** The view of a run that has not begun; `steps` in the order in which they should be shown. */
export function pendingRunView(steps: readonly string[]): RunView {
  return {
    phase: 'pending',
    started: null,
    seconds: null,
    sequence: 0,
    steps: Object.fromEntries(steps.map(step => [step, pendingStep]))
  };
}

/** The view after one more event. An event that the view has seen already (by number) changes nothing. */
export function applyRunEvent(view: RunView, event: RunEvent): RunView {
  if (event.sequence <= view.sequence) {
    return view;
  }
  const next = { ...view, sequence: event.sequence };
  switch (event.type) {
    case 'run-started':
      return { ...next, phase: 'running', started: view.started ?? event.time };
    case 'run-finished':
      return { ...next, phase: event.phase, seconds: event.seconds };
    default: {
      const step = applyStepEvent(view.steps[event.step] ?? pendingStep, event);
      return { ...next, steps: { ...view.steps, [event.step]: step } };
    }
  }
}

/** The view that a whole stream of events leads to. */
export function foldRunEvents(steps: readonly string[], events: Iterable<RunEvent>): RunView {
  let view = pendingRunView(steps);
  for (const event of events) {
    view = applyRunEvent(view, event);
  }
  return view;
}

/** Whether a step in this phase will change no more. */
export function isFinal(phase: Phase): boolean {
  return phase !== 'pending' && phase !== 'running';
}

type EventOfStep = Exclude<RunEvent, { type: 'run-started' | 'run-finished' }>;

function applyStepEvent(step: StepView, event: EventOfStep): StepView {
  switch (event.type) {
    case 'step-missed':
      return { ...step, because: event.why };
    case 'step-cached':
      return { ...step, phase: 'cached', record: event.record, outputs: event.outputs, metrics: event.metrics };
    case 'step-started':
      return {
        ...step,
        phase: 'running',
        attempt: event.attempt,
        started: event.time,
        seconds: null,
        earlier: withLastAttempt(step),
        cell: null,
        metrics: {},
        error: null
      };
    case 'cell-started':
      return { ...step, cell: event.cell };
    case 'cell-output':
      return step;
    case 'cell-finished':
      return { ...step, cell: null };
    case 'metric':
      return { ...step, metrics: { ...step.metrics, [event.name]: event.value } };
    case 'step-warning':
      return { ...step, warnings: [...step.warnings, { code: event.code, message: event.message }] };
    case 'step-succeeded':
      return {
        ...step,
        phase: 'succeeded',
        attempt: event.attempt,
        seconds: event.seconds,
        cell: null,
        record: event.record,
        outputs: event.outputs,
        error: null
      };
    case 'step-failed':
      return {
        ...step,
        phase: 'failed',
        attempt: event.attempt,
        seconds: event.seconds,
        cell: null,
        error: event.error
      };
    case 'step-retrying':
      return { ...step, phase: 'pending', attempt: event.attempt };
    case 'step-skipped':
      return { ...step, phase: 'skipped', because: event.because };
    case 'step-cancelled':
      return { ...step, phase: 'cancelled', cell: null };
  }
}

function withLastAttempt({ earlier, started, seconds }: StepView): StepView['earlier'] {
  return started === null || seconds === null ? earlier : [...earlier, { started, seconds }];
}
