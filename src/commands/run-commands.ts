/** Commands that run a pipeline, again or for the first time, and stop it. */
import { redoIcon, runIcon, stopIcon } from '@jupyterlab/ui-components';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { SubmitResult } from '../run-form/run-form.js';
import type { INotebookPipeline } from '../tokens.js';
import { pathArgument, pipelineFor, runArgument, type CommandContext } from './command-context.js';
import { commandIds } from './command-ids.js';

export function addRunCommands(context: CommandContext): void {
  addRun(context);
  addRunStep(context);
  addContinue(context);
  addCancel(context);
}

function addRun(context: CommandContext): void {
  const { commands, forms, trans } = context;
  commands.addCommand(commandIds.run, {
    label: ({ fresh }) => (fresh === true ? trans.__('Run From Scratch') : trans.__('Run Pipeline')),
    caption: ({ fresh }) =>
      fresh === true
        ? trans.__('Run every step, even if nothing changed')
        : trans.__('Compile this notebook and run its pipeline; steps that did not change are reused'),
    icon: ({ fresh }) => (fresh === true ? redoIcon : runIcon),
    describedBy: {
      args: {
        type: 'object',
        properties: {
          path: pathArgument(context),
          only: {
            type: 'array',
            items: { type: 'string' },
            description: trans.__('Steps to run, with what they need; all unless said')
          },
          fresh: { type: 'boolean', description: trans.__('Whether to run steps again that did not change') }
        }
      }
    },
    isEnabled: args => pipelineFor(context, args)?.enabled === true,
    execute: async args => {
      const pipeline = pipelineFor(context, args);
      const { only, fresh } = args;
      if (pipeline !== null) {
        const steps = Array.isArray(only) ? { only: only.filter(step => typeof step === 'string') } : {};
        const result = await forms.of(pipeline).submit({ ...steps, ...(typeof fresh === 'boolean' ? { fresh } : {}) });
        await explain(context, result);
      }
    }
  });
}

function addRunStep(context: CommandContext): void {
  const { commands, trans } = context;
  const activeStep = (args: ReadonlyPartialJSONObject): string | null => {
    const pipeline = pipelineFor(context, args);
    const cell = pipeline?.panel.content.activeCell?.model.id ?? '';
    return pipeline?.enabled === true ? (pipeline.state?.cells.get(cell)?.step ?? null) : null;
  };
  commands.addCommand(commandIds.runStep, {
    label: trans.__('Run This Step and What It Needs'),
    caption: trans.__('Run the step of the current cell as part of the pipeline'),
    icon: runIcon,
    describedBy: {
      args: { type: 'object', properties: { path: pathArgument(context) } }
    },
    isEnabled: args => activeStep(args) !== null,
    isVisible: args => pipelineFor(context, args)?.enabled === true,
    execute: async args => {
      const step = activeStep(args);
      if (step !== null) {
        await commands.execute(commandIds.run, { ...args, only: [step] });
      }
    }
  });
}

function addContinue(context: CommandContext): void {
  const { commands, forms, trans } = context;
  commands.addCommand(commandIds.continueRun, {
    label: trans.__('Run Again From the Notebook as It Is Now'),
    caption: trans.__('Run again with the same values; what is done and did not change is not done again'),
    icon: redoIcon,
    describedBy: {
      args: {
        type: 'object',
        properties: { run: runArgument(context), path: pathArgument(context) },
        required: ['run']
      }
    },
    isEnabled: args => pipelineFor(context, args)?.enabled === true,
    execute: async args => {
      const pipeline = pipelineFor(context, args);
      const { run } = args;
      if (pipeline !== null && typeof run === 'string') {
        await explain(context, await forms.of(pipeline).continue(run));
      }
    }
  });
}

function addCancel(context: CommandContext): void {
  const { commands, client, trans } = context;
  commands.addCommand(commandIds.cancel, {
    label: trans.__('Cancel Run'),
    caption: trans.__('Stop the run of this notebook'),
    icon: stopIcon,
    describedBy: {
      args: { type: 'object', properties: { run: runArgument(context), path: pathArgument(context) } }
    },
    isEnabled: args => typeof args['run'] === 'string' || isGoingOn(pipelineFor(context, args)),
    execute: async args => {
      const run = args['run'] ?? pipelineFor(context, args)?.run?.id;
      if (typeof run === 'string') {
        await client.cancel(run);
      }
    }
  });
}

/** Nothing is refused in silence: the panel shows the reasons. */
async function explain({ commands }: CommandContext, result: SubmitResult): Promise<void> {
  if (result !== 'submitted') {
    await commands.execute(commandIds.showPanel, { section: 'run' });
  }
}

export function isGoingOn(pipeline: INotebookPipeline | null): boolean {
  const phase = pipeline?.run?.view.phase;
  return phase === 'running' || phase === 'pending';
}
