/** `collard plan`: shows the steps of a notebook, what each takes and gives, and what it asks for. */
import type { Plan, PlanStep } from '../../compiler/index.js';
import { problemsAsJson, refuseWithoutPlan } from '../check/refusal.js';
import { countText } from '../check/problem-text.js';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../exit-codes.js';
import { openNotebook } from '../notebook-file.js';
import type { NotebookFile } from '../notebook-file.js';
import { tableLines } from '../terminal/table.js';
import { secondsText } from '../../protocol/quantities.js';
import type { Terminal } from '../terminal/terminal.js';
import { wrapText } from '../terminal/wrap-text.js';

const factIndent = 14;

export const command = defineCommand(
  {
    name: 'plan',
    about:
      'Shows the steps that the notebook becomes: their cells, what they take from which step, what they give, their parameters, metrics and settings. Executes nothing.',
    words: { usage: '<notebook>', least: 1, most: 1 },
    options: { json: { kind: 'flag', help: 'print the plan itself, and the problems, as one JSON document' } },
    examples: [
      ['collard plan analysis.ipynb', 'for people'],
      ['collard plan analysis.ipynb --json | jq ".plan.steps[].inputs"', 'for scripts']
    ]
  },
  async ({ words, options, terminal }) => {
    const notebook = await openNotebook(words[0] ?? '-');
    const { plan } = notebook;
    if (plan === null) {
      return refuseWithoutPlan(notebook, options.json, terminal);
    }
    if (options.json) {
      terminal.print(JSON.stringify({ plan, problems: problemsAsJson(notebook) }, null, 2));
    } else {
      printPlan(plan, notebook, terminal);
    }
    return exitCodes.fine;
  }
);

function printPlan(plan: Plan, notebook: NotebookFile, terminal: Terminal): void {
  const { print, style, columns } = terminal;
  const numbers = new Map(notebook.cells.map(({ id, position }) => [id, position + 1]));
  print(style.bold(plan.name));
  if (plan.description !== '') {
    print(wrapText(plan.description, columns).join('\n'));
  }
  if (plan.parameters.length > 0) {
    const rows = plan.parameters.map(({ name, type, literal }) => [name, type, literal]);
    print(
      [
        '',
        ...tableLines(
          [{ title: 'parameter', paint: style.bold }, { title: 'type' }, { title: 'value' }],
          rows,
          terminal
        )
      ].join('\n')
    );
  }
  for (const step of plan.steps) {
    const cells = ranges(step.cells.map(cell => numbers.get(cell) ?? 0));
    print(`\n${style.bold(step.name)}  ${style.dim(`${/\D/.test(cells) ? 'cells' : 'cell'} ${cells}`)}`);
    print(
      stepFacts(step)
        .flatMap(([title, text]) => factLines(title, text, terminal))
        .join('\n')
    );
  }
  const problems = countText(notebook.diagnostics);
  if (problems !== '') {
    print(`\n${problems}; collard check ${notebook.name} shows ${notebook.diagnostics.length === 1 ? 'it' : 'them'}.`);
  }
}

/** What is worth saying about a step, a line each. */
function stepFacts(step: PlanStep): readonly (readonly [title: string, text: string])[] {
  const names = (list: readonly { readonly name: string }[]): string => list.map(({ name }) => name).join(', ');
  const facts = [
    ['takes', takes(step)],
    ['gives', names(step.outputs)],
    ['keeps', names(step.results)],
    ['parameters', step.parameters.join(', ')],
    ['metrics', names(step.metrics)],
    ['settings', settings(step)]
  ] as const;
  return facts.filter(([, text]) => text !== '');
}

function factLines(title: string, text: string, { style, columns }: Terminal): readonly string[] {
  return wrapText(text, columns - factIndent).map(
    (line, index) => `${style.dim(`  ${(index === 0 ? title : '').padEnd(factIndent - 2)}`)}${line}`
  );
}

/** `df, labels (load); model (train); after setup`. */
function takes({ inputs, after }: PlanStep): string {
  return [...new Set([...inputs.map(({ from }) => from), ...after])]
    .map(step => {
      const names = inputs.filter(({ from }) => from === step).map(({ name }) => name);
      return names.length === 0 ? `after ${step}` : `${names.join(', ')} (${step})`;
    })
    .join('; ');
}

function settings(step: PlanStep): string {
  const { limits, labels, annotations, image, cache, secrets, retry, timeout } = step;
  const entries = Object.entries;
  return [
    ...entries(limits).map(([key, value]) => `${key} ${value}`),
    ...entries(labels).map(([key, value]) => `label ${key}=${value}`),
    ...entries(annotations).map(([key, value]) => `annotation ${key}=${value}`),
    ...(image === null ? [] : [`image ${image}`]),
    ...(cache === 'auto' ? [] : [`cache ${cache}`]),
    ...secrets.map(({ env }) => `secret ${env}`),
    ...(retry === 0 ? [] : [`retry ${retry}`]),
    ...(timeout === null ? [] : [`timeout ${secondsText(timeout)}`])
  ].join(', ');
}

/** `3-5, 8` for 3, 4, 5, 8. */
function ranges(numbers: readonly number[]): string {
  const found: [first: number, last: number][] = [];
  for (const number of numbers) {
    const open = found.at(-1);
    if (open?.[1] === number - 1) {
      open[1] = number;
    } else {
      found.push([number, number]);
    }
  }
  return found.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(', ');
}
