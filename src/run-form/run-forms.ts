/** The form of each open notebook: one, wherever it is filled in and from wherever it is sent. */
import { Token } from '@lumino/coreutils';
import type { ICollardClient, INotebookPipeline } from '../tokens.js';
import { RunForm } from './run-form.js';
import type { ShownRuns } from './shown-runs.js';

export interface IRunForms {
  of(pipeline: INotebookPipeline): RunForm;
  /** What notebooks show which run. */
  readonly shown: ShownRuns;
}
export const IRunForms = new Token<IRunForms>('collard:IRunForms', 'The form for the next run of each open notebook.');

export class RunForms implements IRunForms {
  constructor(
    private readonly client: ICollardClient,
    readonly shown: ShownRuns
  ) {}

  /** From the settings; null: one a processor. */
  defaultWorkers: number | null = null;

  of(pipeline: INotebookPipeline): RunForm {
    const known = this.forms.get(pipeline);
    if (known !== undefined) {
      return known;
    }
    const form = new RunForm(pipeline, this.client, this.shown, () => this.defaultWorkers);
    this.forms.set(pipeline, form);
    return form;
  }

  private readonly forms = new WeakMap<INotebookPipeline, RunForm>();
}
