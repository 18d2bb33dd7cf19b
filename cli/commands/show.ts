/** `collard show`: what a run, or one step of it, did and left behind. */
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../exit-codes.js';
import { checkedStep, findRun } from '../runs/find-run.js';
import { runLines } from '../runs/run-lines.js';
import { stepLines, storedStep } from '../runs/step-lines.js';
import { chooseWorkspace, workspaceOption } from '../workspace.js';

export const command = defineCommand(
  {
    name: 'show',
    about:
      'Shows a run: its steps, metrics, errors and where the executed cells are. With a step: its values with type, shape, size and a preview, and the files that it read and wrote. Loads no value.',
    words: { usage: '<run> [step]', least: 1, most: 2 },
    options: { workspace: workspaceOption, json: { kind: 'flag', help: 'print one JSON document' } },
    examples: [
      ['collard show last', 'the newest run'],
      ['collard show last train', 'one step of it']
    ]
  },
  async ({ words: [runText = '', stepName], options, terminal }) => {
    const workspace = chooseWorkspace(options.workspace, process.cwd());
    const run = findRun(workspace, runText);
    if (stepName === undefined) {
      const { header, view, state } = run;
      terminal.print(
        options.json
          ? JSON.stringify({ ...header, state, view }, null, 2)
          : runLines(workspace, run, terminal).join('\n')
      );
    } else {
      const step = storedStep(workspace, run, checkedStep(run, stepName));
      terminal.print(options.json ? JSON.stringify(step, null, 2) : stepLines(step, terminal).join('\n'));
    }
    return Promise.resolve(exitCodes.fine);
  }
);
