/** `collard runs`: lists the runs of a workspace, newest first. */
import { readStoredRun, runIds } from '../../engine/index.js';
import type { RunState, StoredRun, Workspace } from '../../engine/index.js';
import { OperationalError } from '../../protocol/operational-error.js';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../exit-codes.js';
import { shortId } from '../runs/find-run.js';
import { metricsOf } from '../run/summary.js';
import { numberText, secondsText, timeText } from '../../protocol/quantities.js';
import { tableLines } from '../terminal/table.js';
import { chooseWorkspace, workspaceOption } from '../workspace.js';

const states = ['running', 'succeeded', 'failed', 'cancelled', 'interrupted'] as const satisfies readonly RunState[];
const usualLimit = 20;

export const command = defineCommand(
  {
    name: 'runs',
    about:
      'Lists the runs of this workspace, newest first. The letters in the first column name a run in other commands.',
    words: { usage: '', least: 0, most: 0 },
    options: {
      limit: { kind: 'count', short: 'n', value: 'N', help: `at most so many; ${usualLimit} unless said` },
      pipeline: { kind: 'text', value: 'NAME', help: 'only runs of this pipeline' },
      state: { kind: 'choice', choices: states, help: 'only runs that ended so' },
      workspace: workspaceOption,
      json: { kind: 'flag', help: 'print one JSON document' }
    },
    examples: [['collard runs --pipeline iris --state failed', 'what went wrong lately']]
  },
  async ({ options, terminal }) => {
    const workspace = chooseWorkspace(options.workspace, process.cwd());
    const wanted = ({ header, state }: StoredRun): boolean =>
      (options.pipeline === null || header.pipeline === options.pipeline) &&
      (options.state === null || state === options.state);
    const runs = newestRuns(workspace, wanted, options.limit ?? usualLimit);
    if (options.json) {
      terminal.print(JSON.stringify(runs.map(asJson), null, 2));
    } else if (runs.length === 0) {
      terminal.print(`No runs in ${workspace.store}${runIds(workspace).length > 0 ? ' are like that' : ' yet'}.`);
    } else {
      terminal.print(tableLines(columns, runs.map(row), terminal).join('\n'));
    }
    return Promise.resolve(exitCodes.fine);
  }
);

const columns = [
  { title: 'run' },
  { title: 'started' },
  { title: 'pipeline' },
  { title: 'state' },
  { title: 'time', align: 'right' },
  { title: 'metrics' }
] as const;

/** Reads no more runs than it needs; one that is being created, or cannot be read, is passed over. */
function newestRuns(workspace: Workspace, wanted: (run: StoredRun) => boolean, limit: number): readonly StoredRun[] {
  const found: StoredRun[] = [];
  for (const id of runIds(workspace)) {
    if (found.length >= limit) {
      break;
    }
    const run = readIfPossible(workspace, id);
    if (run !== null && wanted(run)) {
      found.push(run);
    }
  }
  return found;
}

function readIfPossible(workspace: Workspace, id: string): StoredRun | null {
  try {
    return readStoredRun(workspace, id);
  } catch (error) {
    if (error instanceof OperationalError) {
      return null;
    }
    throw error;
  }
}

function row({ header, view, state }: StoredRun): readonly string[] {
  const metrics = [...metricsOf(view)].map(([name, value]) => `${name}=${numberText(value)}`).join(', ');
  const time = view.seconds === null ? '' : secondsText(view.seconds);
  return [shortId(header.id), timeText(header.created), header.pipeline, state, time, metrics];
}

function asJson({ header, view, state }: StoredRun): object {
  return {
    id: header.id,
    pipeline: header.pipeline,
    notebook: header.notebook,
    created: header.created,
    state,
    seconds: view.seconds,
    parameters: header.parameters,
    metrics: Object.fromEntries(metricsOf(view))
  };
}
