/** A run as the browser holds it, whose events the test tells. */
import type { Plan } from '../../../compiler/index.js';
import type { RunSummary } from '../../../protocol/api.js';
import type { RunEvent } from '../../../protocol/run-event.js';
import { pendingRunView } from '../../../protocol/run-view.js';
import { RunModel } from '../../../src/client/run-model.js';

type Untimed<Event> = Event extends unknown ? Omit<Event, 'sequence' | 'time'> : never;

export class RunInTest {
  constructor(id: string, plan: Plan, summary: Partial<RunSummary> = {}) {
    const steps = plan.steps.map(({ name }) => name);
    this.model = new RunModel({
      plan,
      only: [],
      view: pendingRunView(steps),
      summary: {
        id,
        title: '',
        pipeline: plan.name,
        notebook: 'demo.ipynb',
        target: 'local',
        created: new Date().toISOString(),
        phase: 'running',
        seconds: null,
        parameters: {},
        metrics: {},
        steps: {},
        pinned: false,
        ...summary
      }
    });
    this.happens({ type: 'run-started', plan: 'digest', resumed: false });
  }

  readonly model: RunModel;

  happens(event: Untimed<RunEvent>): void {
    this.sequence += 1;
    this.model.apply({ ...event, sequence: this.sequence, time: new Date().toISOString() });
  }

  private sequence = 0;
}
