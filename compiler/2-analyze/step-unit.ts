/** A step, or the prologue, with the facts about its code: what name resolution works on. */
import type { ReadCell, ReadStep } from '../1-read/notebook-model.js';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.js';
import type { CellFacts } from './python/analyze-cell.js';
import type { Statement } from './python/cell-analysis.js';
import type { BindFact, Place, StepFacts, Through } from './python/step-facts.js';

/** Number of the prologue where steps are numbered. */
export const PROLOGUE = -1;

export interface UnitCell extends ReadCell {
  readonly analysis: CellFacts;
}

export interface Unit {
  /** Place among the steps in notebook order; `PROLOGUE` for the prologue. */
  readonly index: number;
  readonly name: string;
  readonly cells: readonly UnitCell[];
  readonly facts: StepFacts;
}

export interface StepUnit extends Unit {
  readonly step: ReadStep;
}

export function locate(unit: Unit, place: Place): Required<Location> {
  return { cell: unit.cells[place.cell]?.id ?? '', span: place.span };
}

export function locateThrough(unit: Unit, { cell, span }: Through): Required<Location> {
  return { cell: unit.cells[cell]?.id ?? '', span };
}

/** `cell 3, line 2`, as people count. */
export function spoken(unit: Unit, place: Place): string {
  const cell = unit.cells[place.cell];
  return `cell ${String((cell?.position ?? 0) + 1)}, line ${String(place.span.line)}`;
}

export function statementAt(unit: Unit, place: Place): Statement | null {
  return unit.cells[place.cell]?.analysis.statements[place.statement] ?? null;
}

/** The binding that holds when the unit ends; null when the name is not bound then. */
export function lastBind(unit: Unit, name: string): BindFact | null {
  return unit.facts.mayEnd.has(name) ? (unit.facts.binds.get(name)?.at(-1) ?? null) : null;
}

/** Puts `prev:<step>` on the first cell of a step. */
export function addPrevious(unit: StepUnit, before: string): NonNullable<Diagnostic['fixes']> {
  const cell = unit.cells[0]?.id;
  return cell === undefined
    ? []
    : [{ title: `Add prev:${before} to step ${unit.name}`, cell, addTags: [`prev:${before}`], removeTags: [] }];
}
