/** Every command. Each is a module of its own, which runs only when the command is called: `check` never pays for what `run` needs. */
import type { CommandTable } from './command-line/command.js';

export const commands: CommandTable = {
  check: { summary: 'find problems in a notebook', load: () => import('./commands/check.js') },
  run: { summary: 'run a notebook as a pipeline', load: () => import('./commands/run.js') },
  plan: { summary: 'show the steps, and what flows between them', load: () => import('./commands/plan.js') },
  graph: { summary: 'draw the steps and what flows between them', load: () => import('./commands/graph.js') },
  compile: { summary: 'write the pipeline for Argo Workflows', load: () => import('./commands/compile.js') },
  runs: { summary: 'list earlier runs', load: () => import('./commands/runs.js') },
  show: { summary: 'show what a run, or one step of it, did', load: () => import('./commands/show.js') },
  logs: { summary: 'print what the steps of a run printed', load: () => import('./commands/logs.js') },
  explain: { summary: 'say why a step runs again, or does not', load: () => import('./commands/explain.js') },
  restore: { summary: "open a Python with a step's variables", load: () => import('./commands/restore.js') },
  gc: { summary: 'delete results that are no longer wanted', load: () => import('./commands/gc.js') },
  doctor: { summary: 'see whether everything needed is there', load: () => import('./commands/doctor.js') }
};
