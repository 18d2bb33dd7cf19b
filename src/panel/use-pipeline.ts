/** What the sections show of the notebook that the user works in, kept up to date. */
import type { RunView } from '../../protocol/run-view.js';
import type { INotebookPipeline, IPipelines, IRunModel, PipelineState } from '../tokens.js';
import { useSignal } from './use-signal.js';

export function useCurrentPipeline(pipelines: IPipelines): INotebookPipeline | null {
  return useSignal(pipelines.currentChanged, () => pipelines.current);
}

export function useEnabled(pipeline: INotebookPipeline | null): boolean {
  return useSignal(pipeline?.enabledChanged, () => pipeline?.enabled ?? false);
}

/** Null before the first compilation, and for notebooks that are not switched on. */
export function usePipelineState(pipeline: INotebookPipeline | null): PipelineState | null {
  const enabled = useEnabled(pipeline);
  const state = useSignal(pipeline?.changed, () => pipeline?.state ?? null);
  return enabled ? state : null;
}

export function useShownRun(pipeline: INotebookPipeline | null): IRunModel | null {
  return useSignal(pipeline?.runChanged, () => pipeline?.run ?? null);
}

export function useRunView(run: IRunModel | null): RunView | null {
  return useSignal(run?.changed, () => run?.view ?? null);
}
