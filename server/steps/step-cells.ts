/** The cells that a step executed with what each showed: from its executed notebook or, while there is none, from its events. */
import * as z from 'zod';
import type { PlanStep } from '../../compiler/index.js';
import { executedNotebookText, readEvents } from '../../engine/index.js';
import type { StepCells } from '../../protocol/api.js';
import { cellOutputSchema, type RunEvent } from '../../protocol/run-event.js';
import type { FoundRun } from '../runs/run-catalog.js';
import { CellOutputs, isUpdate } from './cell-outputs.js';
import type { FoundStep } from './find-step.js';

type Cells = StepCells['cells'];

const executedSchema = z.looseObject({
  cells: z.array(
    z.looseObject({
      source: z.string(),
      metadata: z.looseObject({ collard: z.looseObject({ cell: z.string() }) }),
      outputs: z.array(cellOutputSchema)
    })
  )
});

export function stepCells(found: FoundStep): StepCells {
  const { run, step, view } = found;
  const text = executedNotebookText(run.workspace, run.header.id, step.name, view);
  const events = readEvents(run.workspace, run.header.id, { outputs: text === null });
  const sequence = events.at(-1)?.sequence ?? 0;
  const own = eventsOfLastAttempt(events, step.name);
  return { sequence, cells: text === null ? cellsOfEvents(run, step, own) : cellsOfNotebook(text, own) };
}

type CellEvent = Extract<RunEvent, { type: 'cell-started' | 'cell-output' | 'cell-finished' }>;

function eventsOfLastAttempt(events: readonly RunEvent[], step: string): readonly CellEvent[] {
  const start = events.findLastIndex(event => event.type === 'step-started' && event.step === step);
  return events
    .slice(start + 1)
    .filter(
      (event): event is CellEvent =>
        (event.type === 'cell-started' || event.type === 'cell-output' || event.type === 'cell-finished') &&
        event.step === step
    );
}

function cellsOfNotebook(text: string, events: readonly CellEvent[]): Cells {
  const seconds = events.filter(event => event.type === 'cell-finished');
  const places = new Map<string, number>();
  return executedSchema.parse(JSON.parse(text)).cells.map(({ source, metadata, outputs }) => {
    const { cell } = metadata.collard;
    const place = places.get(cell) ?? 0; // a cell may come in pieces, one after the other
    places.set(cell, place + 1);
    const own = seconds.filter(event => event.cell === cell);
    return { cell, source, seconds: own[place]?.seconds ?? null, outputs };
  });
}

interface StartedCell {
  readonly cell: string;
  readonly source: string;
  readonly outputs: CellOutputs;
  seconds: number | null;
}

/** Pieces of code start in the order of the plan. */
function cellsOfEvents({ plan }: FoundRun, { code }: PlanStep, events: readonly CellEvent[]): Cells {
  const sources = new Map(plan.cells.map(({ id, source }) => [id, source]));
  const started: StartedCell[] = [];
  for (const event of events) {
    const current = started.at(-1);
    switch (event.type) {
      case 'cell-started': {
        const source = code[started.length]?.source ?? sources.get(event.cell) ?? '';
        started.push({ cell: event.cell, source, outputs: new CellOutputs(), seconds: null });
        break;
      }
      case 'cell-output':
        if (isUpdate(event.output)) {
          started.forEach(({ outputs }) => outputs.update(event.output));
        } else {
          current?.outputs.add(event.output);
        }
        break;
      case 'cell-finished':
        if (current !== undefined) {
          current.seconds = event.seconds;
        }
        break;
    }
  }
  return started.map(({ cell, source, seconds, outputs }) => ({ cell, source, seconds, outputs: outputs.list }));
}
