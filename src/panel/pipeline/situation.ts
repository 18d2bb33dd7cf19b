/** What kind of notebook somebody has before them, so that the panel can say what to do first. */
import { isPython, isTagged } from '../../pipeline/enabling.js';
import type { INotebookPipeline } from '../../tokens.js';
import { useSignal } from '../use-signal.js';

export type Situation = 'not-python' | 'tagged' | 'untagged';

export function useSituation(pipeline: INotebookPipeline): Situation {
  const { context, sessionContext } = pipeline.panel;
  useSignal(sessionContext.kernelChanged, () => sessionContext.session?.kernel?.id);
  useSignal(context.model.metadataChanged, () => JSON.stringify(context.model.metadata['kernelspec'] ?? null));
  return situationOf(pipeline);
}

function situationOf({ panel, kernelName }: INotebookPipeline): Situation {
  const { sharedModel } = panel.context.model;
  const { specs } = panel.sessionContext.specsManager;
  if (!isPython(sharedModel, specs?.kernelspecs[kernelName]?.language ?? null)) {
    return 'not-python';
  }
  return isTagged(sharedModel) ? 'tagged' : 'untagged';
}
