/** Stands in for the server where a run is read step by step: what each step showed, knows and left. */
import { comparisonSchema, stepDetailSchema, stepStateSchema } from '../../../protocol/api.js';
import type { Comparison, StepCells, StepDetail, StepState } from '../../../protocol/api.js';
import type { Artifact } from '../../../protocol/artifact.js';
import type { StateKind } from '../../../src/tokens.js';
import { ServerInTest } from './server-in-test.js';

export class StepAnswers extends ServerInTest {
  /** Answers to questions for cells that are still open: the test decides when they come. */
  readonly waiting: { readonly step: string; answer(cells: StepCells): void; refuse(error: Error): void }[] = [];
  /** When set, cells come at once. */
  cellsAtOnce: StepCells | null = null;
  readonly details = new Map<string, Partial<StepDetail>>();
  readonly states = new Map<StateKind, StepState>();
  comparison: Comparison | null = null;
  readonly restored: (readonly [kind: StateKind | null, only: readonly string[] | null])[] = [];
  readonly retried: string[] = [];

  override cells(_run?: string, step = ''): Promise<StepCells> {
    this.asked.push('cells');
    if (this.cellsAtOnce !== null) {
      return Promise.resolve(this.cellsAtOnce);
    }
    return new Promise((resolve, reject) => this.waiting.push({ step, answer: resolve, refuse: reject }));
  }

  override step(_run?: string, step = ''): Promise<StepDetail> {
    this.asked.push('step');
    return Promise.resolve(
      stepDetailSchema.parse({
        step,
        phase: 'succeeded',
        attempt: 1,
        because: null,
        inputs: [],
        outputs: [],
        reads: [],
        writes: [],
        distributions: {},
        python: '3.11.7',
        error: null,
        failure: null,
        ...this.details.get(step)
      })
    );
  }

  override state(_run?: string, _step?: string, kind: StateKind | null = null): Promise<StepState> {
    this.asked.push('state');
    const found = kind === null ? [...this.states.values()][0] : this.states.get(kind);
    return found === undefined
      ? Promise.reject(new Error('There is no such state.'))
      : Promise.resolve(stepStateSchema.parse(found));
  }

  override restore(
    _run?: string,
    _step?: string,
    kind: StateKind | null = null,
    only: readonly string[] | null = null
  ): Promise<never> {
    this.restored.push([kind, only]);
    return Promise.resolve({ kind: kind ?? 'outputs', code: 'restore()' } as never);
  }

  override compare(): Promise<Comparison> {
    return this.comparison === null
      ? Promise.reject(new Error('Nothing to compare.'))
      : Promise.resolve(comparisonSchema.parse(this.comparison));
  }
}

/** A small integer, with what the test wants otherwise. */
export function artifact(other: Partial<Artifact> = {}): Artifact {
  return { type: 'int', serializer: 'json', digest: 'd', bytes: 1, objects: [], preview: '1', ...other };
}
