/** Commands about one run of the list: show it in its notebook, keep it, delete it. */
import { Dialog, showDialog } from '@jupyterlab/apputils';
import { deleteIcon } from '@jupyterlab/ui-components';
import { pinIcon } from '../icons/pin-icon.js';
import { pipelineIcon } from '../icons/product-icon.js';
import { pathArgument, pipelineFor, runArgument, type CommandContext } from './command-context.js';
import { commandIds } from './command-ids.js';

export function addRunListCommands(context: CommandContext): void {
  addShow(context);
  addPin(context);
  addDelete(context);
}

function addShow(context: CommandContext): void {
  const { commands, forms, trans } = context;
  commands.addCommand(commandIds.showRun, {
    label: trans.__('Show in Notebook'),
    caption: trans.__('Show what became of each step in the cells of the notebook'),
    icon: pipelineIcon,
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
        await forms.shown.show(pipeline, run);
      }
    }
  });
}

function addPin(context: CommandContext): void {
  const { commands, client, trans } = context;
  commands.addCommand(commandIds.pinRun, {
    label: ({ pinned }) => (pinned === false ? trans.__('Keep No Longer') : trans.__('Keep for Good')),
    caption: trans.__('Runs that are kept are never cleaned up'),
    icon: pinIcon,
    describedBy: {
      args: {
        type: 'object',
        properties: {
          run: runArgument(context),
          pinned: { type: 'boolean', description: trans.__('Whether to keep it') }
        },
        required: ['run']
      }
    },
    execute: async ({ run, pinned }) => {
      if (typeof run === 'string') {
        await client.pin(run, pinned !== false);
      }
    }
  });
}

function addDelete(context: CommandContext): void {
  const { commands, client, trans } = context;
  commands.addCommand(commandIds.deleteRun, {
    label: trans.__('Delete Run…'),
    caption: trans.__('Delete a run and what only it holds'),
    icon: deleteIcon,
    describedBy: {
      args: {
        type: 'object',
        properties: {
          run: runArgument(context),
          pinned: { type: 'boolean', description: trans.__('Whether it is kept for good, and so cannot be deleted') }
        },
        required: ['run']
      }
    },
    isEnabled: ({ pinned }) => pinned !== true,
    execute: async ({ run }) => {
      if (typeof run !== 'string') {
        return;
      }
      const { button } = await showDialog({
        title: trans.__('Delete this run?'),
        body: trans.__(
          'Its log and its place in the list go. Results that later runs can use stay until they are cleaned up.'
        ),
        buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.warnButton({ label: trans.__('Delete') })]
      });
      if (button.accept) {
        await client.remove(run);
      }
    }
  });
}
