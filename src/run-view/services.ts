/** What the run view works with. */
import type { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import * as React from 'react';
import type { ICollardClient, IPipelines, IRunModel, IRunStore } from '../tokens.js';

export interface RunViewServices {
  readonly client: ICollardClient;
  readonly store: IRunStore;
  readonly pipelines: IPipelines;
  readonly commands: CommandRegistry;
  readonly rendermime: IRenderMimeRegistry;
  /** Null where there is no editor: code is then shown without colors. */
  readonly languages: IEditorLanguageRegistry | null;
  readonly trans: TranslationBundle;
}

export interface ShownRun extends RunViewServices {
  readonly model: IRunModel;
}

/** The run that the components below show. */
export const ShownRunContext = React.createContext<ShownRun | null>(null);

export function useShownRun(): ShownRun {
  const shown = React.useContext(ShownRunContext);
  if (shown === null) {
    throw new Error('Components of the run view belong inside of a RunPage.');
  }
  return shown;
}
