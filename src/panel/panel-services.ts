/** What every section of the panel works with. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { IRunForms } from '../run-form/run-forms.js';
import type { ICollardClient, IPipelines, IRunStore } from '../tokens.js';
import type { EnvironmentModel } from './environment-model.js';
import type { RunHistory } from './run-history.js';

export interface PanelServices {
  readonly commands: CommandRegistry;
  readonly client: ICollardClient;
  readonly store: IRunStore;
  readonly pipelines: IPipelines;
  readonly forms: IRunForms;
  readonly environment: EnvironmentModel;
  readonly history: RunHistory;
  readonly trans: TranslationBundle;
}
