/** `collard logs`: what the steps of a run printed. */
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../exit-codes.js';
import { checkedStep, findRun } from '../runs/find-run.js';
import { followLogs } from '../runs/follow-logs.js';
import { stepLog } from '../runs/step-log.js';
import { chooseWorkspace, workspaceOption } from '../workspace.js';

export const command = defineCommand(
  {
    name: 'logs',
    about:
      'Prints what the steps of a run wrote to stdout and stderr. Of a step that was not run again, what it printed when it ran.',
    words: { usage: '<run> [step]', least: 1, most: 2 },
    options: {
      follow: { kind: 'flag', short: 'f', help: 'go on printing until the run has ended' },
      workspace: workspaceOption,
      json: { kind: 'flag', help: 'print one JSON document (with --follow: one line for each piece)' }
    },
    examples: [
      ['collard logs last train', 'one step'],
      ['collard logs last --follow', 'everything, while it happens']
    ]
  },
  async ({ words: [runText = '', stepName], options, terminal }) => {
    const workspace = chooseWorkspace(options.workspace, process.cwd());
    const run = findRun(workspace, runText);
    const steps = stepName === undefined ? Object.keys(run.view.steps) : [checkedStep(run, stepName)];
    if (options.follow) {
      await followLogs(workspace, run.header.id, steps, piece => {
        if (options.json) {
          terminal.print(JSON.stringify(piece));
        } else {
          terminal.print(steps.length === 1 ? piece.line : `${terminal.style.info(piece.step)} | ${piece.line}`);
        }
      });
      return exitCodes.fine;
    }
    const logs = steps.map(step => ({ step, log: stepLog(workspace, run, step) }));
    if (options.json) {
      terminal.print(JSON.stringify({ run: run.header.id, logs }, null, 2));
    } else if (steps.length === 1) {
      terminal.out.write(logs[0]?.log ?? '');
    } else {
      for (const { step, log } of logs.filter(entry => entry.log !== '')) {
        terminal.print(terminal.style.bold(`── ${step} ──`));
        terminal.print(log.trimEnd());
      }
    }
    return exitCodes.fine;
  }
);
