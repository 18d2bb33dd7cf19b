/** `collard gc`: deletes old runs, and every stored value that no kept run needs. */
import { collectGarbage } from '../../engine/index.js';
import { parseDuration } from '../../compiler/1-read/duration.js';
import { plural } from '../check/problem-text.js';
import { defineCommand } from '../command-line/command.js';
import { UsageError } from '../command-line/usage-error.js';
import { exitCodes } from '../exit-codes.js';
import { bytesText } from '../../protocol/quantities.js';
import { chooseWorkspace, workspaceOption } from '../workspace.js';

const secondsPerDay = 24 * 60 * 60;

export const command = defineCommand(
  {
    name: 'gc',
    about:
      'Deletes runs, and the stored values that no kept run needs. A run is deleted only when no option keeps it and it is not pinned. Without options every run is kept, and what no run needs goes.',
    words: { usage: '', least: 0, most: 0 },
    options: {
      keep: { kind: 'count', value: 'N', help: 'keep the newest N runs' },
      'older-than': { kind: 'text', value: 'AGE', help: 'delete only runs older than this, such as 30d or 12h' },
      'dry-run': { kind: 'flag', help: 'say what would be deleted, and delete nothing' },
      workspace: workspaceOption,
      json: { kind: 'flag', help: 'print one JSON document' }
    },
    examples: [['collard gc --keep 20 --older-than 30d --dry-run', 'what would go']]
  },
  async ({ options, terminal }) => {
    const workspace = chooseWorkspace(options.workspace, process.cwd());
    const age = options['older-than'];
    const dryRun = options['dry-run'];
    const report = collectGarbage(workspace, {
      keepRuns: options.keep,
      keepDays: age === null ? null : daysOf(age),
      dryRun
    });
    if (options.json) {
      terminal.print(JSON.stringify({ ...report, dryRun }, null, 2));
    } else {
      const { runs, records, objects, bytes } = report;
      const what = [plural(runs.length, 'run'), plural(records, 'result'), plural(objects, 'stored value')].join(', ');
      terminal.print(`${dryRun ? 'Would delete' : 'Deleted'} ${what}: ${bytesText(bytes)}.`);
    }
    return Promise.resolve(exitCodes.fine);
  }
);

function daysOf(text: string): number {
  const seconds = parseDuration(text);
  if (seconds === null) {
    throw new UsageError(`--older-than does not understand "${text}".`, 'Write an age such as 30d, 12h or 90m.');
  }
  return seconds / secondsPerDay;
}
