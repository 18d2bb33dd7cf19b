/** Stored values as browsers show them: described, never loaded. */
import type { PlanStep } from '../../compiler/index.js';
import { recordOrNull, recordsByStep } from '../../engine/index.js';
import type { Workspace } from '../../engine/index.js';
import type { Variable } from '../../protocol/api.js';
import type { Artifact } from '../../protocol/artifact.js';

type Artifacts = Readonly<Record<string, Artifact>>;

/** @param from the step that made it, by name; a name that is missing was made by the step itself */
export function variables(artifacts: Artifacts, from: ReadonlyMap<string, string> = new Map()): readonly Variable[] {
  return Object.entries(artifacts).map(([name, artifact]) => ({ name, from: from.get(name) ?? null, artifact }));
}

/** What a step was given in a run, as far as it is still stored. */
export function inputVariables(workspace: Workspace, run: string, { inputs }: PlanStep): readonly Variable[] {
  const records = recordsByStep(workspace, run);
  return inputs.flatMap(({ name, from }) => {
    const reference = records.get(from);
    const artifact = reference === undefined ? undefined : recordOrNull(workspace, reference)?.outputs[name];
    return artifact === undefined ? [] : [{ name, from, artifact }];
  });
}
