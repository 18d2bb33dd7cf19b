// What the extension costs a page of JupyterLab: bytes that load at the start and on first use, and time until its plugins are active.
import { build } from 'esbuild';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { againstGoal, median } from './figures.mjs';

const folder = 'build/labextension/static';
const pages = 5;
/** kB over the wire before anybody uses a notebook; a page of JupyterLab itself loads several thousand. */
const goalAtStart = 100;
/** Milliseconds of the page's only thread. */
const goalOfActivation = 50;

export async function* measureLabextension() {
  const { JupyterServer, chromiumPath } = await harness();
  const { chromium } = await import('playwright-core');
  const [server, browser] = await Promise.all([
    JupyterServer.start(),
    chromium.launch({ executablePath: chromiumPath() })
  ]);
  try {
    const starts = [];
    for (let index = 0; index < pages; index++) {
      starts.push(await startOfPage(browser, server));
    }
    const atStart = starts[0].files;
    const onUse = readdirSync(folder).filter(file => file.endsWith('.js') && !atStart.includes(file));
    yield againstGoal('labextension: loads at start, gzip', kilobytes(atStart), 'kB', goalAtStart);
    yield figure('labextension: loads on first use, gzip', kilobytes(onUse), 'kB');
    for (const file of onUse) {
      yield figure(`labextension: ${contentOf(file)}, gzip`, kilobytes([file]), 'kB');
    }
    yield figure('labextension: plugins evaluated', median(starts.map(({ evaluated }) => evaluated)), 'ms');
    yield againstGoal(
      'labextension: plugins active',
      median(starts.map(({ activated }) => activated)),
      'ms',
      goalOfActivation
    );
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** The parts of the browser tests that start a JupyterLab; they are TypeScript. */
async function harness() {
  const outfile = resolve('build/bench/browser.mjs');
  await build({
    stdin: {
      contents: "export * from './jupyter-server.js'; export * from './chromium.js';",
      resolveDir: 'test/browser/support'
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning'
  });
  return import(pathToFileURL(outfile).href);
}

/** Opens JupyterLab without a notebook in a browser that knows nothing yet. */
async function startOfPage(browser, server) {
  const page = await browser.newPage();
  await page.addInitScript(watchActivation);
  await page.goto(server.page('lab'));
  await page.waitForFunction(() => globalThis.jupyterapp?.restored);
  await page.evaluate(() => globalThis.jupyterapp.restored.then(() => undefined));
  const start = await page.evaluate(() => ({
    ...globalThis.collardActivation,
    files: performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter(path => path.includes('/extensions/collard/static/'))
      .map(path => path.slice(path.lastIndexOf('/') + 1))
  }));
  await page.context().close();
  return start;
}

/** Runs in the page before anything else: puts a clock around the module with our plugins, and around each `activate`. */
function watchActivation() {
  const times = { evaluated: 0, activated: 0 };
  const clocked = (name, work) => {
    const start = performance.now();
    try {
      return work();
    } finally {
      times[name] += performance.now() - start;
    }
  };
  const withClock = container => ({
    init: scope => container.init(scope),
    get: async request => {
      const factory = await container.get(request);
      return () => {
        const module = clocked('evaluated', factory);
        for (const plugin of Array.isArray(module.default) ? module.default : []) {
          const { activate } = plugin;
          plugin.activate = (...services) => clocked('activated', () => activate(...services));
        }
        return module;
      };
    }
  });
  let ours;
  globalThis.collardActivation = times;
  globalThis._JUPYTERLAB = Object.defineProperty({}, 'collard', {
    get: () => ours,
    set: container => {
      ours = withClock(container);
    },
    enumerable: true
  });
}

function kilobytes(files) {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0) / 1000;
}

/** What a chunk is for, by what it must contain; its number means nothing. */
function contentOf(file) {
  const text = readFileSync(join(folder, file), 'utf8');
  const marks = [
    ['parser and compiler', 'pipeline-parameters'],
    ['graph', 'react-flow'],
    ['run view', 'collard-RunPage'],
    ['comparison', 'collard-ComparisonPage'],
    ['cell editor', 'collard-Editor-fields'],
    ['restore', 'collard-RestoreReport'],
    ['outputs', 'collard-CellRegion']
  ];
  const found = marks.filter(([, mark]) => text.includes(mark)).map(([name]) => name);
  return found.length === 0 ? `chunk ${file.split('.')[0]}` : found.join(' and ');
}

function figure(name, value, unit) {
  return { ...againstGoal(name, value, unit, Infinity), goal: null, holds: null };
}
