/** A hostile notebook and a hostile run: whatever stands in them, nothing of it executes in the page, and text stays text. */
import type { LabPage } from './support/lab-page.js';
import { notebookOf } from './support/notebook.js';
import { PipelinePage } from './support/pipeline-page.js';
import { browserSession } from './support/session.js';

/** Each of these sets a flag on the window, or asks the network, as soon as somebody takes it for more than text. */
const attacks = {
  image: '<img src="/attack.png" onerror="window.attacked = 1">',
  script: '<script>window.attacked = 2</script>',
  vector:
    '<svg xmlns="http://www.w3.org/2000/svg" onload="window.attacked = 3"><script>window.attacked = 4</script></svg>',
  link: '<a href="javascript:window.attacked = 5" id="attack">here</a>'
} as const;
const everything = Object.values(attacks).join('');

const session = browserSession();
let lab: LabPage;
let pipeline: PipelinePage;
const suspicious: string[] = [];

const quoted = JSON.stringify(everything);
/** Pictures of sanitized HTML are shown, as in every notebook; so these have an address that may be asked for. */
const shown = quoted.replace('attack.png', 'shown.png');
const showing = [
  'from IPython.display import HTML, SVG, Javascript, Markdown, display',
  `display(HTML(${shown}), Markdown(${shown}), SVG(data=${JSON.stringify(attacks.vector)}))`,
  'display(Javascript("window.attacked = 6"))',
  `display({"text/html": ${shown}, "text/plain": "plain"}, raw=True)`,
  `print(${quoted})`,
  `print("\\x1b[31m" + ${quoted} + "\\x1b]8;;javascript:window.attacked=7\\x07link\\x1b]8;;\\x07")`,
  `value = ${quoted}`
].join('\n');

beforeAll(async () => {
  const name = '<img src=x onerror=attacked=8> é & "q".ipynb';
  session.server.writeNotebook(name, {
    ...notebookOf([
      { tags: ['pipeline-parameters'], source: `text = ${quoted}` },
      { tags: ['step:shows', `annotation:note:${attacks.image}`], source: showing },
      { tags: ['step:fails', `${attacks.image}`], source: `assert value == text, value\nraise ValueError(${quoted})` },
      { tags: [`step:${attacks.image}`], source: 'never = 1' }
    ])
  });
  lab = await session.open(name);
  pipeline = new PipelinePage(lab);
  lab.page.on('dialog', dialog => {
    suspicious.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  lab.page.on('request', request => {
    if (new URL(request.url()).pathname.includes('attack.png')) {
      suspicious.push(`request ${request.url()}`);
    }
  });
  await lab.untilKernelIsIdle();
  await lab.openPanel();
}, 120_000);

afterEach(async () => {
  expect(suspicious).toEqual([]);
  expect(
    await lab.page.evaluate(() => (window as unknown as { readonly attacked?: unknown }).attacked)
  ).toBeUndefined();
  expect(await lab.page.locator('[class*="collard-"] #attack, [class*="collard-"] img[src*="attack"]').count()).toBe(0);
  expect(lab.errors).toEqual([]);
});

test('tags that are HTML are shown as the text that they are, in badges, form, problems and panel', async () => {
  await pipeline.badge(3).getByText(attacks.image).first().waitFor();
  await lab.command('collard:show-panel', { section: 'problems' });
  await pipeline.panel.getByText(attacks.image).first().waitFor();
  await pipeline.chip(3).click();
  const form = lab.page.getByRole('dialog');
  await form.getByText(attacks.image).first().waitFor();
  await lab.page.keyboard.press('Escape');
  await lab.command('collard:show-panel', { section: 'run' });
}, 60_000);

test('a run that shows HTML, SVG, Markdown and JavaScript, and fails with HTML, executes nothing', async () => {
  await lab.page.evaluate(removeTagsOfLastCell);
  await pipeline.panel.getByText('More options').click();
  await pipeline.panel.getByLabel('Name of the run').fill(everything);
  await pipeline.run();
  await pipeline.untilRunIs('failed');
  await pipeline.progress.getByText(attacks.image).first().waitFor();
  await pipeline.badge(2).getByText(attacks.image).first().waitFor();
  await lab.command('collard:show-outputs');
  await lab.cell(1).locator('.collard-CellRegion').getByText(attacks.script).first().waitFor();
  await lab.command('collard:show-panel', { section: 'runs' });
  await pipeline.panel.locator('.collard-Run').getByText(attacks.image).first().waitFor();
}, 120_000);

test('the page of the run executes nothing either', async () => {
  await lab.command('collard:show-panel', { section: 'run' });
  await pipeline.openRun();
  await pipeline.runView.locator('.collard-StepError').getByText(attacks.image).first().waitFor();
  for (const tab of ['Graph', 'Timeline', 'Metrics', 'Parameters', 'Steps']) {
    await pipeline.chooseTab(tab);
  }
  await pipeline.chooseStep('shows');
  await pipeline.runView.locator('.collard-StepCells-outputs').getByText(attacks.script).first().waitFor();
  await pipeline.chooseTab('Variables');
  await pipeline.runView.getByText('value', { exact: true }).first().waitFor();
  await pipeline.chooseTab('Log');
  await pipeline.runView.locator('.collard-Log').getByText(attacks.image).first().waitFor();
  expect(await pipeline.runView.locator('a[href^="javascript:"]').count()).toBe(0);
}, 60_000);

test('a notebook that nobody trusts is not trusted for being a pipeline', async () => {
  const trusted = await lab.page.evaluate(() => {
    const { jupyterapp } = window as unknown as { jupyterapp: { shell: { widgets(area: string): Iterable<unknown> } } };
    const cells = [...jupyterapp.shell.widgets('main')].flatMap(
      widget =>
        (widget as { content?: { widgets?: readonly { model: { trusted: boolean; type: string } }[] } }).content
          ?.widgets ?? []
    );
    return cells.filter(({ model }) => model.type === 'code').map(({ model }) => model.trusted);
  });
  expect(trusted.length).toBe(4);
  expect(trusted).not.toContain(true);
});

describe('with the session of the user', () => {
  const ask = (path: string, init: RequestInit = {}): Promise<{ status: number; text: string }> =>
    lab.page.evaluate(
      async ([url, options]) => {
        const xsrf = /_xsrf=([^;]+)/.exec(document.cookie)?.[1] ?? '';
        const response = await fetch(url, { ...options, headers: { 'X-XSRFToken': xsrf, ...options.headers } });
        return { status: response.status, text: await response.text() };
      },
      [path, init] as const
    );

  test.each([
    '/collard/api/runs/..%2f..%2f..%2fetc%2fpasswd',
    '/collard/api/runs/%2e%2e/%2e%2e/etc/passwd/steps/x',
    '/collard/api/runs?path=..%2f..%2f..%2fetc%2fpasswd',
    '/collard/api/environment?path=..%2f..%2fetc%2fpasswd&kernel=python3',
    '/collard/api/..%2f..%2f..%2f..%2fetc%2fpasswd'
  ])('%s leads nowhere', async path => {
    const { status, text } = await ask(path);
    expect(text).not.toContain('root:');
    expect(status === 200 ? JSON.parse(text) : status).toEqual(status === 200 ? expect.anything() : expect.any(Number));
    expect(status).toBeLessThan(500);
  });

  test('a run of a notebook outside of the folder of the server is refused', async () => {
    const submit = { path: '../../outside.ipynb', notebook: notebookOf([{ tags: ['step:a'], source: 'a = 1' }]) };
    const { status } = await ask('/collard/api/runs?kernel=python3', { method: 'POST', body: JSON.stringify(submit) });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });

  test('without the XSRF token nothing is done', async () => {
    const { status } = await ask('/collard/api/runs?kernel=python3', {
      method: 'POST',
      body: '{}',
      headers: { 'X-XSRFToken': 'wrong' }
    });
    expect(status).toBe(403);
  });
});

function removeTagsOfLastCell(): void {
  const { jupyterapp } = window as unknown as {
    jupyterapp: {
      shell: {
        currentWidget: {
          context: { model: { sharedModel: { cells: readonly { deleteMetadata(key: string): void }[] } } };
        };
      };
    };
  };
  jupyterapp.shell.currentWidget.context.model.sharedModel.cells.at(-1)?.deleteMetadata('tags');
}
