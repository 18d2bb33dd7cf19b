/** One step in two runs: its code, what it was given, the files it read, the libraries it used. */
import type { PlanStep } from '../../compiler/index.js';
import { recordOrNull, recordsByStep } from '../../engine/index.js';
import type { Comparison } from '../../protocol/api.js';
import type { StepRecord } from '../../protocol/record.js';
import type { FoundRun } from '../runs/run-catalog.js';
import { inputVariables } from '../steps/variables.js';
import { changedCells } from './changed-cells.js';
import { differences, type Difference } from './differences.js';

type StepComparison = Comparison['steps'][number];

export function compareSteps(name: string, left: FoundRun, right: FoundRun): StepComparison {
  const [before, after] = [stepOf(left, name), stepOf(right, name)];
  if (before === null || after === null) {
    const only = before === null ? 'right' : 'left';
    return { step: name, only, code: [], inputs: [], files: [], libraries: [] };
  }
  const [was, is] = [recordOf(left, name), recordOf(right, name)];
  const both = was !== null && is !== null;
  return {
    step: name,
    only: null,
    code: changedCells({ step: before, plan: left.plan }, { step: after, plan: right.plan }),
    inputs: inputDifferences(left, before, right, after),
    files: both ? differences(filesOf(was), filesOf(is)) : [],
    libraries: both ? differences(was.distributions, is.distributions) : []
  };
}

function stepOf({ plan }: FoundRun, name: string): PlanStep | null {
  return plan.steps.find(step => step.name === name) ?? null;
}

/** Null when the step made no result in this run: then nobody knows what it would have read. */
function recordOf({ workspace, header }: FoundRun, step: string): StepRecord | null {
  const reference = recordsByStep(workspace, header.id).get(step);
  return reference === undefined ? null : recordOrNull(workspace, reference);
}

/** Values are compared by digest and shown by preview. */
function inputDifferences(left: FoundRun, before: PlanStep, right: FoundRun, after: PlanStep): readonly Difference[] {
  const [was, is] = [inputsOf(left, before), inputsOf(right, after)];
  return differences(was.digests, is.digests).map(({ name }) => ({
    name,
    left: was.previews[name] ?? null,
    right: is.previews[name] ?? null
  }));
}

interface Inputs {
  readonly digests: Readonly<Record<string, string>>;
  readonly previews: Readonly<Record<string, string>>;
}

function inputsOf({ workspace, header }: FoundRun, step: PlanStep): Inputs {
  const inputs = inputVariables(workspace, header.id, step);
  return {
    digests: Object.fromEntries(inputs.map(({ name, artifact }) => [name, artifact.digest])),
    previews: Object.fromEntries(inputs.map(({ name, artifact }) => [name, artifact.preview]))
  };
}

/** Digests by path; a file that was not there has none. */
function filesOf({ reads }: StepRecord): Readonly<Record<string, string>> {
  return Object.fromEntries(reads.flatMap(({ path, digest }) => (digest === null ? [] : [[path, digest]])));
}
