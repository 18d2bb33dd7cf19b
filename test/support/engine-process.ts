/** An engine in a process of its own, so that tests can kill it: reads what to run from a file, prints the id of the run. */
import { readFileSync } from 'node:fs';
import { LocalEngine, workspaceAt, type SubmitOptions } from '../../engine/index.js';
import type { Plan } from '../../compiler/ir/plan.js';

export interface EngineTask {
  readonly root: string;
  readonly runtime: string;
  readonly plan: Plan;
  readonly options: SubmitOptions;
}

const [taskPath = ''] = process.argv.slice(2);
const task = JSON.parse(readFileSync(taskPath, 'utf8')) as EngineTask;
const engine = new LocalEngine({
  workspace: workspaceAt(task.root),
  runtime: task.runtime,
  environment: process.env
});
const run = await engine.submit(task.plan, { ...task.options, environment: process.env });
process.stdout.write(`${run.id}\n`);
process.stdout.write(`${await run.finished()}\n`);
await engine.close();
