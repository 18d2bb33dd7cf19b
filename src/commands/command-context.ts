/** What commands work with, and how each finds the notebook that it is about. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { IRunForms } from '../run-form/run-forms.js';
import type { ICollardClient, INotebookPipeline, IPipelines } from '../tokens.js';

export interface CommandContext {
  readonly commands: CommandRegistry;
  readonly client: ICollardClient;
  readonly pipelines: IPipelines;
  readonly forms: IRunForms;
  readonly trans: TranslationBundle;
}

/** The notebook at `path`, else the one that the user works in. */
export function pipelineFor({ pipelines }: CommandContext, args: ReadonlyPartialJSONObject): INotebookPipeline | null {
  const { path } = args;
  return typeof path === 'string' ? pipelines.find(path) : pipelines.current;
}

/** The description of `path` among a command's arguments. */
export function pathArgument({ trans }: CommandContext): { readonly type: 'string'; readonly description: string } {
  return { type: 'string', description: trans.__('Path of an open notebook; the current one unless said') };
}

/** The description of `run` among a command's arguments. */
export function runArgument({ trans }: CommandContext): { readonly type: 'string'; readonly description: string } {
  return { type: 'string', description: trans.__('Id of a run') };
}
