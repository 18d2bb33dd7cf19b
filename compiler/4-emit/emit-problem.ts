/** What a target cannot take, or takes differently: the notebook is right, so this is no diagnostic of the notebook. */
export interface EmitProblem {
  /** Stable name of the kind of problem. */
  readonly code: string;
  /** With an error there are no documents. */
  readonly severity: 'error' | 'warning';
  /** The step that it is about; null for the pipeline as a whole. */
  readonly step: string | null;
  readonly message: string;
  /** What to do, as an instruction. */
  readonly hint: string;
}

/** Collects problems while documents are made. */
export class EmitProblems {
  readonly all: EmitProblem[] = [];

  error(problem: Omit<EmitProblem, 'severity'>): void {
    this.all.push({ ...problem, severity: 'error' });
  }

  warning(problem: Omit<EmitProblem, 'severity'>): void {
    this.all.push({ ...problem, severity: 'warning' });
  }

  get hasErrors(): boolean {
    return this.all.some(({ severity }) => severity === 'error');
  }
}
