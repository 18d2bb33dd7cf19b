/** Two runs side by side: what differs is shown, what does not is said. */
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { Widget } from '@lumino/widgets';
import type { Comparison } from '../../../protocol/api.js';
import { newComparison } from '../../../src/compare/comparison-widget.js';
import { until } from '../support/panel-in-test.js';
import { ServerInTest } from '../support/server-in-test.js';
import { StepAnswers } from '../support/step-answers.js';

const hostile = '<img src=x onerror="window.hacked=1">';
const same: Comparison = {
  left: ServerInTest.listed('old', { title: 'before' }),
  right: ServerInTest.listed('new', { title: 'after', phase: 'failed' }),
  parameters: [],
  metrics: [],
  steps: [{ step: 'load', only: null, code: [], inputs: [], files: [], libraries: [] }]
};

let server: StepAnswers;
let view: ReturnType<typeof newComparison>;
let opened: unknown[];

async function show(comparison: Comparison | null): Promise<void> {
  server = new StepAnswers();
  server.comparison = comparison;
  opened = [];
  const commands = new CommandRegistry();
  commands.addCommand('collard:open-run', {
    describedBy: { args: { type: 'object' } },
    execute: args => void opened.push(args)
  });
  view = newComparison('old', 'new', { client: server, commands, trans: nullTranslator.load('collard') });
  Widget.attach(view, document.body);
  await until(() => view.node.querySelector('h1, [role=alert]') !== null);
}
afterEach(() => view.dispose());

const text = (): string => (view.node.textContent ?? '').replace(/\s+/g, ' ');
const section = (title: string): string => {
  const found = [...view.node.querySelectorAll('section')].find(
    each => each.querySelector('h2')?.textContent === title
  );
  return (found?.textContent ?? '').replace(/\s+/g, ' ');
};

test('runs that are alike say so in words', async () => {
  await show(same);
  for (const title of ['Parameters', 'Metrics', 'Steps']) {
    expect(section(title)).toBe(`${title}No difference.`);
  }
});

test('both runs are named, and open by their names', async () => {
  await show(same);
  expect(text()).toMatch(/Two runs of demo.*Left.*before.*Succeeded.*Right.*after.*Failed/);
  [...view.node.querySelectorAll('button')].find(({ textContent }) => textContent === 'after')?.click();
  expect(opened).toEqual([{ run: 'new' }]);
});

test.each<[number | null, number | null, string]>([
  [0.5, 0.75, '0.50.75+0.25 (+50 %)'],
  [0.75, 0.5, '0.750.5−0.25 (−33.3 %)'],
  [-2, -1, '-2-1+1 (+50 %)'],
  [0, 3, '03+3'],
  [1, 1, '11none'],
  [null, 1, 'none1'],
  [1, null, '1none']
])('metrics %p and %p', async (left, right, expected) => {
  await show({ ...same, metrics: [{ name: 'accuracy', left, right }] });
  expect(section('Metrics')).toContain(`accuracy${expected}`);
});

test('code, inputs, files and libraries of a step that differs are shown, as text', async () => {
  const step: Comparison['steps'][number] = {
    step: 'train',
    only: null,
    code: [{ cell: 'c', left: `a = 1\nb = 2\n${hostile}`, right: `a = 1\nb = 3\n${hostile}` }],
    inputs: [{ name: 'data', left: '[1]', right: hostile }],
    files: [{ name: 'in.csv', left: 'a'.repeat(64), right: null }],
    libraries: [{ name: 'numpy', left: '2.0.0', right: '2.1.0' }]
  };
  await show({ ...same, parameters: [{ name: 'depth', left: '3', right: null }], steps: [...same.steps, step] });
  expect(section('Parameters')).toContain('depth3none');
  const lines = [...view.node.querySelectorAll<HTMLElement>('.collard-Diff-line')];
  expect(lines.map(({ dataset, textContent }) => `${dataset['kind']} ${textContent?.trim()}`)).toEqual([
    'same a = 1',
    'left − b = 2',
    'right + b = 3',
    `same ${hostile}`
  ]);
  expect(section('Steps')).toContain(`data[1]${hostile}`);
  expect(section('Steps')).toContain(`in.csv${'a'.repeat(12)}none`);
  expect(section('Steps')).toContain('numpy2.0.02.1.0');
  expect(section('Steps')).not.toContain('load');
  expect(view.node.querySelector('img')).toBeNull();
});

test('a step that one run alone has is named', async () => {
  const step: Comparison['steps'][number] = {
    step: 'extra',
    only: 'right',
    code: [],
    inputs: [],
    files: [],
    libraries: []
  };
  await show({ ...same, steps: [step] });
  expect(section('Steps')).toContain('Only the right run has this step.');
});

test('what went wrong is said, and can be tried again', async () => {
  await show(null);
  expect(text()).toContain('Nothing to compare.');
  server.comparison = same;
  [...view.node.querySelectorAll('button')].find(({ textContent }) => textContent === 'Try again')?.click();
  await until(() => view.node.querySelector('h1') !== null, text);
});
