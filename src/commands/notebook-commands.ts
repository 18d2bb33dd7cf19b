/** Commands that change or walk through the notebook as a pipeline. */
import { Notification } from '@jupyterlab/apputils';
import { pipelineIcon } from '../icons/product-icon.js';
import type { Diagnostic } from '../../compiler/index.js';
import type { INotebookPipeline, PipelineState } from '../tokens.js';
import { pathArgument, pipelineFor, type CommandContext } from './command-context.js';
import { commandIds } from './command-ids.js';

export function addNotebookCommands(context: CommandContext): void {
  addToggle(context);
  addSuggest(context);
  addNextProblem(context);
}

function addToggle(context: CommandContext): void {
  const { commands, trans } = context;
  commands.addCommand(commandIds.toggle, {
    label: trans.__('Show This Notebook as a Pipeline'),
    caption: trans.__('Show steps in the cells, and the pipeline in the side panel; changes nothing in the notebook'),
    icon: args => (args['isPalette'] === true ? undefined : pipelineIcon),
    describedBy: {
      args: { type: 'object', properties: { path: pathArgument(context) } }
    },
    isToggleable: true,
    isToggled: args => pipelineFor(context, args)?.enabled === true,
    isEnabled: args => pipelineFor(context, args) !== null,
    execute: args => {
      const pipeline = pipelineFor(context, args);
      pipeline?.setEnabled(!pipeline.enabled);
    }
  });
}

function addSuggest(context: CommandContext): void {
  const { commands, trans } = context;
  commands.addCommand(commandIds.suggestSteps, {
    label: trans.__('Suggest Steps'),
    caption: trans.__('Cut this notebook into steps by its headings and by what its cells pass on; can be undone'),
    icon: pipelineIcon,
    describedBy: {
      args: { type: 'object', properties: { path: pathArgument(context) } }
    },
    isEnabled: args => pipelineFor(context, args) !== null,
    execute: async args => {
      const pipeline = pipelineFor(context, args);
      if (pipeline === null) {
        return;
      }
      pipeline.setEnabled(true);
      const count = await pipeline.suggestSteps();
      if (count === 0) {
        Notification.info(trans.__('There is no code to make steps of. Write some cells first.'), { autoClose: 5000 });
      }
    }
  });
}

function addNextProblem(context: CommandContext): void {
  const { commands, trans } = context;
  commands.addCommand(commandIds.nextProblem, {
    label: trans.__('Go to Next Problem'),
    caption: trans.__('Go to the next cell with a problem of the pipeline'),
    describedBy: {
      args: { type: 'object', properties: { path: pathArgument(context) } }
    },
    isEnabled: args => {
      const pipeline = pipelineFor(context, args);
      return pipeline?.enabled === true && placed(pipeline.state).length > 0;
    },
    execute: async args => {
      const pipeline = pipelineFor(context, args);
      const next = pipeline === null ? null : nextProblem(pipeline, await pipeline.compileNow());
      if (next?.cell !== undefined) {
        await pipeline?.reveal(next.cell, next.span?.line ?? null);
      }
    }
  });
}

/** Problems that stand in a cell, in the order of the notebook. */
function placed(state: PipelineState | null): readonly Diagnostic[] {
  const { diagnostics = [], cells } = state ?? {};
  return diagnostics.filter(({ cell }) => cell !== undefined && cells?.has(cell) === true);
}

/** The first one behind the active cell; from the last one, the way leads to the first again. */
function nextProblem({ panel }: INotebookPipeline, state: PipelineState): Diagnostic | null {
  const problems = placed(state);
  const active = panel.content.activeCell?.model.id ?? '';
  const here = state.cells.get(active)?.position ?? -1;
  const position = ({ cell }: Diagnostic): number => state.cells.get(cell ?? '')?.position ?? -1;
  return problems.find(problem => position(problem) > here) ?? problems[0] ?? null;
}
