/** Names and labels of what a run makes on the cluster. They follow from the run alone, so that a repeated submission finds what is there. */

/** On everything that is made for a run. */
export const runLabel = 'collard/run';

/** Of the Workflow, the snapshot and the claim: at most 63 characters, as Argo wants it. */
export function objectName(pipeline: string, run: string): string {
  const room = 63 - run.length - 1;
  return `${pipeline.slice(0, room).replace(/-+$/, '')}-${run}`;
}

export function uploadPodName(name: string): string {
  return `${name}-in`;
}

export function collectPodName(name: string): string {
  return `${name}-out`;
}
