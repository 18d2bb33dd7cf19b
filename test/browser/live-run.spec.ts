/** A run outlives the page that started it: reload, a second tab, an end by hand. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabPage } from './support/lab-page.js';
import { notebookOf } from './support/notebook.js';
import { patience, PipelinePage } from './support/pipeline-page.js';
import { browserSession } from './support/session.js';

const session = browserSession();

/** The step `wait` ends when a test wants it to. The name is in the code, as steps of equal code in one workspace wait for each other. */
function waiting(name: string): object {
  return notebookOf([
    { tags: ['imports'], source: 'import os, time\nfrom pathlib import Path' },
    { tags: ['step:begin'], source: `name = "${name}"` },
    {
      tags: ['step:wait', 'cache:disabled'],
      source: [
        'print("waiting for", name)',
        'Path("process").write_text(str(os.getpid()))',
        'while not Path("go").exists():',
        '    time.sleep(0.05)',
        'answer = len(name)'
      ].join('\n')
    },
    { tags: ['step:end'], source: 'print("the answer is", answer)' }
  ]);
}

async function startWaiting(name: string): Promise<PipelinePage> {
  session.server.writeNotebook(`${name}/${name}.ipynb`, waiting(name));
  const pipeline = await openWith(`${name}/${name}.ipynb`);
  await pipeline.run();
  await pipeline.untilGraphShows({ begin: 'succeeded', wait: 'running' });
  await expectSoon(() => existsSync(join(session.server.root, name, 'process')));
  return pipeline;
}

async function openWith(notebook: string): Promise<PipelinePage> {
  const pipeline = new PipelinePage(await session.open(notebook));
  await pipeline.lab.openPanel();
  await pipeline.graphStep('wait').waitFor({ timeout: patience });
  return pipeline;
}

function letGo(name: string): void {
  session.server.writeNotebook(`${name}/go`, '');
}

async function closeWithoutErrors(...labs: readonly LabPage[]): Promise<void> {
  for (const lab of labs) {
    expect(lab.errors).toEqual([]);
    await lab.close();
  }
}

test('a page that is loaded anew shows the same run at the same place, and every output once', async () => {
  const pipeline = await startWaiting('reload');
  const { lab } = pipeline;
  const layoutIsKept = lab.untilLayoutHolds('collard-run:');
  await pipeline.openRun();
  await pipeline.chooseStep('wait');
  await pipeline.runView.getByText('waiting for reload').waitFor();
  await layoutIsKept;

  await lab.page.reload();
  await pipeline.backToRun('reload');
  await pipeline.untilGraphShows({ begin: 'succeeded', wait: 'running', end: 'pending' });
  await pipeline.chooseStep('wait');
  await pipeline.runView.getByText('waiting for reload').first().waitFor({ timeout: patience });
  letGo('reload');

  await pipeline.untilRunIs('succeeded');
  await pipeline.chooseStep('end');
  await pipeline.runView.getByText('the answer is 6').first().waitFor();
  expect(await pipeline.runView.getByText('the answer is 6').count()).toBe(1);
  await pipeline.chooseStep('wait');
  await pipeline.runView.getByText('waiting for reload').first().waitFor();
  expect(await pipeline.runView.getByText('waiting for reload').count()).toBe(1);
  await closeWithoutErrors(lab);
}, 180_000);

test('two tabs show one run live', async () => {
  const first = await startWaiting('tabs');
  const second = await openWith('tabs/tabs.ipynb');
  await second.untilGraphShows({ begin: 'succeeded', wait: 'running', end: 'pending' });
  letGo('tabs');
  for (const pipeline of [first, second]) {
    await pipeline.untilGraphShows({ begin: 'succeeded', wait: 'succeeded', end: 'succeeded' });
    await pipeline.untilRunIs('succeeded');
  }
  await closeWithoutErrors(first.lab, second.lab);
}, 180_000);

test('a run that is cancelled leaves no process behind', async () => {
  const pipeline = await startWaiting('cancel');
  const step = Number(readFileSync(join(session.server.root, 'cancel', 'process'), 'utf8'));
  expect(isAlive(step)).toBe(true);
  await pipeline.progress.getByRole('button', { name: 'Cancel' }).click();
  await pipeline.untilRunIs('cancelled');
  await pipeline.untilGraphShows({ begin: 'succeeded', wait: 'cancelled' });
  await expectSoon(() => !isAlive(step));
  await closeWithoutErrors(pipeline.lab);
}, 120_000);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Looks again and again until it is so. */
async function expectSoon(isSo: () => boolean): Promise<void> {
  for (const start = Date.now(); !isSo(); await new Promise(done => setTimeout(done, 50))) {
    if (Date.now() - start > patience) {
      throw new Error(`Not so within ${patience / 1000} s: ${isSo.toString()}`);
    }
  }
}
