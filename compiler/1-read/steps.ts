/**
 * Tagged cells → steps, by Kale's rules: a tag opens a step or a role, untagged cells go on with whatever is open, `skip`
 * leaves it open, untagged cells before the first tag are in no step.
 */
import { problem } from '../diagnostics/problem.js';
import type { DiagnosticSink } from '../diagnostics/sink.js';
import { applySetting, emptySettings, readCellTags } from './cell-tags.js';
import type { CellTags, StepSettings } from './cell-tags.js';
import type { CodeCell } from './notebook.js';
import type { DeclaredEdge, LeftOutCell, ReadCell, ReadStep } from './notebook-model.js';
import { previousStepProblem } from './previous-step.js';
import type { NotebookSettings } from './settings.js';
import type { Role } from './tags.js';

interface OpenStep {
  readonly name: string;
  readonly cells: ReadCell[];
  readonly after: DeclaredEdge[];
  readonly settings: StepSettings;
}

type Open =
  { readonly kind: 'role'; readonly role: Exclude<Role, 'skip'> } | { readonly kind: 'step'; readonly step: OpenStep };

/** The cells by role; `prologue` is already in the order of execution. */
export interface AssignedCells {
  readonly prologue: readonly ReadCell[];
  readonly parameters: readonly ReadCell[];
  readonly metrics: readonly ReadCell[];
  readonly steps: readonly ReadStep[];
  readonly leftOut: readonly LeftOutCell[];
}

export function assignCells(
  cells: readonly CodeCell[],
  settings: NotebookSettings,
  sink: DiagnosticSink
): AssignedCells {
  const tagged = cells.map(cell => ({ cell, tags: readCellTags(cell, sink) }));
  const stepNames = tagged.flatMap(({ tags }) => (tags.kind === 'step' ? [tags.name] : []));
  const assignment = new Assignment(stepNames, sink);
  for (const { cell, tags } of tagged) {
    assignment.take(cell, tags);
  }
  return assignment.finish(settings);
}

class Assignment {
  /** `stepNames`: of all steps of the notebook, also of those that begin later. */
  constructor(
    private readonly stepNames: readonly string[],
    private readonly sink: DiagnosticSink
  ) {}

  take(cell: CodeCell, tags: CellTags): void {
    const read: ReadCell = { id: cell.id, position: cell.position, source: cell.source };
    switch (tags.kind) {
      case 'role':
        this.takeRole(read, tags.role);
        return;
      case 'continued':
        this.goOn(read);
        return;
      case 'step':
        this.takeStep(read, tags);
        return;
    }
  }

  finish(settings: NotebookSettings): AssignedCells {
    return {
      prologue: [...this.byRole.imports, ...this.byRole.functions],
      parameters: this.byRole['pipeline-parameters'],
      metrics: this.byRole['pipeline-metrics'],
      steps: [...this.steps.values()].map(step => withDefaults(step, settings)),
      leftOut: this.leftOut
    };
  }

  private takeRole(cell: ReadCell, role: Role): void {
    if (role === 'skip') {
      this.leftOut.push({ ...cell, why: 'skip' });
      return;
    }
    this.byRole[role].push(cell);
    this.open = { kind: 'role', role };
    this.metricsCell = role === 'pipeline-metrics' ? cell.id : null;
  }

  private goOn(cell: ReadCell): void {
    if (this.open === null) {
      this.leaveOutLeading(cell);
    } else if (this.open.kind === 'role') {
      this.byRole[this.open.role].push(cell);
    } else {
      this.open.step.cells.push(cell);
    }
  }

  private leaveOutLeading(cell: ReadCell): void {
    this.leftOut.push({ ...cell, why: 'leading' });
    if (cell.source.trim() !== '') {
      this.sink.add(
        problem('leading-cell', {
          cell: cell.id,
          message: 'This cell stands before the first tag, so it is in no step and does not run in the pipeline.',
          hint: 'Tag it skip if that is what you want, imports if every step needs it, or step:<name>.',
          fixes: [{ title: 'Tag it skip', cell: cell.id, addTags: ['skip'], removeTags: [] }]
        })
      );
    }
  }

  private takeStep(cell: ReadCell, tags: Extract<CellTags, { kind: 'step' }>): void {
    this.checkMetricsLast(cell);
    const known = this.steps.get(tags.name);
    if (known !== undefined) {
      this.reportRepeated(cell, tags);
      known.cells.push(cell);
      this.open = { kind: 'step', step: known };
      return;
    }
    const after = tags.prev
      .filter(name => this.checkPrevious(name, tags.name, cell))
      .map(name => ({ step: name, cell: cell.id }));
    const step: OpenStep = { name: tags.name, cells: [cell], after, settings: tags.settings };
    this.steps.set(tags.name, step);
    this.open = { kind: 'step', step };
  }

  private checkMetricsLast(cell: ReadCell): void {
    if (this.metricsCell !== null) {
      this.sink.add(
        problem('metrics-not-last', {
          cell: cell.id,
          message: 'A step begins after the pipeline-metrics cell.',
          hint: 'Move the pipeline-metrics cell to the end of the notebook.',
          related: [{ cell: this.metricsCell, message: 'the metrics cell' }]
        })
      );
      this.metricsCell = null;
    }
  }

  private checkPrevious(name: string, step: string, { id: cell }: ReadCell): boolean {
    if (this.steps.has(name)) {
      return true;
    }
    const earlier = [...this.steps.keys()];
    const later = this.stepNames.filter(other => !this.steps.has(other));
    this.sink.add(previousStepProblem({ cell, step, name }, earlier, later));
    return false;
  }

  private reportRepeated(cell: ReadCell, { name, prev, settings }: Extract<CellTags, { kind: 'step' }>): void {
    const { limits, labels, annotations, secrets, ...rest } = settings;
    const said =
      [limits, labels, annotations, rest].some(part => Object.keys(part).length > 0) ||
      secrets.length + prev.length > 0;
    const first = this.steps.get(name)?.cells[0];
    if (said && first !== undefined) {
      this.sink.add(
        problem('ignored-tag', {
          cell: cell.id,
          step: name,
          message: `This cell goes on with step ${name}; what its tags say besides the name has no effect.`,
          hint: 'Put those tags on the first cell of the step.',
          related: [{ cell: first.id, message: `step ${name} begins here` }],
          fixes: prev.map(step => ({
            title: `Move prev:${step} to the first cell of the step`,
            cell: first.id,
            addTags: [`prev:${step}`],
            removeTags: []
          }))
        })
      );
    }
  }

  private open: Open | null = null;
  private metricsCell: string | null = null;
  private readonly steps = new Map<string, OpenStep>();
  private readonly leftOut: LeftOutCell[] = [];
  private readonly byRole: Record<Exclude<Role, 'skip'>, ReadCell[]> = {
    imports: [],
    functions: [],
    'pipeline-parameters': [],
    'pipeline-metrics': []
  };
}

/** The notebook's defaults, then what the step says itself. */
function withDefaults(step: OpenStep, { defaults, image, cache }: NotebookSettings): ReadStep {
  const merged = emptySettings();
  for (const tag of defaults) {
    applySetting(merged, tag);
  }
  const own = step.settings;
  const secrets = [
    ...merged.secrets.filter(({ env }) => own.secrets.every(other => other.env !== env)),
    ...own.secrets
  ];
  return {
    name: step.name,
    cells: step.cells,
    after: step.after.filter((edge, index, all) => all.findIndex(other => other.step === edge.step) === index),
    limits: { ...merged.limits, ...own.limits },
    labels: { ...merged.labels, ...own.labels },
    annotations: { ...merged.annotations, ...own.annotations },
    secrets,
    image: own.image ?? merged.image ?? image,
    cache: own.cache ?? merged.cache ?? cache,
    report: own.report ?? merged.report ?? true,
    retry: own.retry ?? merged.retry ?? 0,
    timeout: own.timeout ?? merged.timeout ?? null
  };
}
