// Whole runs on the local engine: cost of a step, of a fan-out, of a cached run, of an edit, and the memory that stays behind.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { python } from '../product-node.mjs';
import { againstFloor, againstGoal, median, reported } from './figures.mjs';
import { chainNotebook, fanNotebook } from './notebooks.mjs';

const rounds = 7;

export async function* measureRuns() {
  const product = await import('../../build/bench/product.mjs');
  const folder = mkdtempSync(join(tmpdir(), 'collard-bench-'));
  const bench = new RunBench(product, folder);
  try {
    yield* chain(bench, folder);
    yield* fanOut(bench);
    yield* cached(bench);
    yield reported('memory of the engine', process.memoryUsage.rss() / 2 ** 20, 'MiB');
    for (const bytes of bench.engine.residentBytes().values()) {
      yield reported('memory of the warm interpreter', bytes / 2 ** 20, 'MiB');
    }
    await bench.engine.close();
    yield* editedRun(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class RunBench {
  constructor({ LocalEngine, compile, workspaceAt }, folder) {
    this.compile = compile;
    this.folder = folder;
    this.engine = new LocalEngine({
      workspace: workspaceAt(folder),
      runtime: resolve('collard/runtime'),
      environment: process.env
    });
  }

  /** Milliseconds from submit to the end of the run. */
  async time(notebook, { fresh, jobs }) {
    const { plan } = this.compile(notebook, { fileName: 'bench.ipynb' });
    const start = performance.now();
    const run = await this.engine.submit(plan, {
      parameters: {},
      only: [],
      fresh,
      jobs,
      python: resolve(python),
      cwd: this.folder,
      notebook: null,
      environment: process.env
    });
    const phase = await run.finished();
    if (phase !== 'succeeded') {
      throw new Error(`the run ${phase}`);
    }
    return performance.now() - start;
  }
}

async function* chain(bench, folder) {
  const long = chainNotebook(20);
  const short = chainNotebook(5);
  await bench.time(long, { fresh: true, jobs: 1 });
  const slopes = [];
  const floors = [];
  for (let round = 0; round < rounds; round += 1) {
    const five = await bench.time(short, { fresh: true, jobs: 1 });
    const twenty = await bench.time(long, { fresh: true, jobs: 1 });
    slopes.push((twenty - five) / 15);
    floors.push(forkFloor(folder));
  }
  yield againstFloor('a step that does nothing, slope between 5 and 20 steps', median(slopes), median(floors), 'ms', 3);
  yield againstGoal('the same, against the claim', median(slopes), 'ms', 15);
}

function forkFloor(folder) {
  const { stdout, status, stderr } = spawnSync(python, ['scripts/bench/floor.py', folder], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return Number(stdout);
}

async function* fanOut(bench) {
  const seconds = 0.25;
  const width = 16;
  const notebook = fanNotebook(width, seconds);
  await bench.time(notebook, { fresh: true, jobs: 2 });
  const times = [];
  for (let round = 0; round < 3; round += 1) {
    times.push(await bench.time(notebook, { fresh: true, jobs: 2 }));
  }
  yield againstFloor(`fan-out of ${width} steps on 2 workers`, median(times), (width / 2) * seconds * 1000, 'ms', 1.3);
}

async function* cached(bench) {
  const notebook = chainNotebook(20);
  await bench.time(notebook, { fresh: false, jobs: 2 });
  const times = [];
  for (let round = 0; round < 3 * rounds; round += 1) {
    times.push(await bench.time(notebook, { fresh: false, jobs: 2 }));
  }
  yield againstGoal('run of 20 cached steps, inside the engine', median(times), 'ms', 13);
  yield reported('steps executed in the cached runs', attempts(bench.folder), 'steps');
}

/** Attempts of the newest run: none when every step was cached. */
function attempts(folder) {
  const runs = join(folder, '.collard', 'runs');
  const newest = readdirSync(runs).sort().at(-1);
  const steps = join(runs, newest, 'steps');
  const names = existsSync(steps) ? readdirSync(steps) : [];
  return names.filter(name => readdirSync(join(steps, name)).some(entry => /^\d+$/.test(entry))).length;
}

/** The whole command, cold: step 15 of 20 was edited since the last run. */
async function* editedRun(folder) {
  const path = join(folder, 'edited.ipynb');
  const notebook = chainNotebook(20);
  const command = resolve(process.platform === 'win32' ? '.venv\\Scripts\\collard.exe' : '.venv/bin/collard');
  const run = () => {
    writeFileSync(path, JSON.stringify(notebook));
    const start = performance.now();
    const { status, stderr, stdout } = spawnSync(command, ['run', path, '--workspace', folder], { encoding: 'utf8' });
    if (status !== 0) {
      throw new Error(stdout + stderr);
    }
    return performance.now() - start;
  };
  run();
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    notebook.cells[15].source += ` + 0 * ${round + 1}`;
    times.push(run());
  }
  yield againstGoal('edit step 15 of 20 and run again, whole command', median(times), 'ms', 500);
}
