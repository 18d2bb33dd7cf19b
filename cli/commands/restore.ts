/** `collard restore`: opens a Python with the variables of a step. */
import { spawn } from 'node:child_process';
import { findPython, pasteCode, stateToRestore, writeState } from '../../engine/index.js';
import type { StateKind } from '../../engine/index.js';
import { OperationalError } from '../../protocol/operational-error.js';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { restoreProgram } from '../package-files.js';
import { checkedStep, findRun } from '../runs/find-run.js';
import { chooseWorkspace, workspaceOption } from '../workspace.js';

const states = ['inputs', 'outputs', 'failure'] as const satisfies readonly StateKind[];

export const command = defineCommand(
  {
    name: 'restore',
    about:
      'Opens IPython (or plain Python) with the variables of a step: when it failed, as they were then, else what it left behind. The functions and imports of the notebook are there too.',
    words: { usage: '<run> <step>', least: 2, most: 2 },
    options: {
      state: { kind: 'choice', choices: states, help: 'which variables; chosen by how the step ended unless said' },
      code: { kind: 'flag', help: 'print lines to paste into a notebook instead' },
      python: { kind: 'text', value: 'PATH', help: 'Python to open; the one of the run unless said' },
      workspace: workspaceOption,
      json: { kind: 'flag', help: 'print what would be restored as one JSON document, and open nothing' }
    },
    examples: [
      ['collard restore last train', 'look around'],
      ['collard restore last train --state inputs', 'try the step again by hand']
    ]
  },
  async ({ words: [runText = '', stepName = ''], options, terminal, environment }) => {
    const workspace = chooseWorkspace(options.workspace, process.cwd());
    const run = findRun(workspace, runText);
    const state = stateToRestore(workspace, run.header.id, checkedStep(run, stepName), options.state);
    if (options.json) {
      const { kind, variables, locals, parameters, error } = state;
      terminal.print(
        JSON.stringify({ run: run.header.id, step: stepName, kind, parameters, variables, locals, error }, null, 2)
      );
      return exitCodes.fine;
    }
    const statePath = writeState(workspace, state);
    if (options.code) {
      terminal.print(pasteCode(restoreProgram(), statePath));
      return exitCodes.fine;
    }
    const asked = options.python ?? run.header.python;
    const { executable } = findPython({ asked, kernel: null, environment });
    return openPython(executable, [restoreProgram(), statePath]);
  }
);

/** The Python takes over the terminal; Ctrl-C is its own. */
async function openPython(executable: string, words: readonly string[]): Promise<ExitCode> {
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  try {
    const status = await new Promise<number | null>((resolve, reject) => {
      spawn(executable, words, { stdio: 'inherit' }).on('error', reject).on('exit', resolve);
    });
    return status === 0 ? exitCodes.fine : exitCodes.failed;
  } catch (error) {
    throw new OperationalError('python-missing', `${executable} cannot be started`, {
      hint: 'Name another one with --python.',
      cause: error
    });
  } finally {
    process.off('SIGINT', ignore);
  }
}
