/** `collard check`: finds problems in notebooks, for people, for CI, and mends what needs no thought. */
import { writeFileSync } from 'node:fs';
import type { Diagnostic } from '../../compiler/index.js';
import { countText, noteLines, plural, problemLines } from '../check/problem-text.js';
import type { AppliedFix, FixedNotebook } from '../check/fix.js';
import { problemsAsJson } from '../check/refusal.js';
import { defineCommand } from '../command-line/command.js';
import { UsageError } from '../command-line/usage-error.js';
import { exitCodes } from '../exit-codes.js';
import { openNotebook } from '../notebook-file.js';
import type { NotebookFile } from '../notebook-file.js';
import type { Terminal } from '../terminal/terminal.js';

export const command = defineCommand(
  {
    name: 'check',
    about:
      'Compiles notebooks and shows every problem with its cell and line. Executes nothing. Exits with 1 when there is an error, so that it can stand in CI or before a commit.',
    words: { usage: '<notebook>…', least: 1, most: Infinity },
    options: {
      strict: { kind: 'flag', help: 'warnings fail too' },
      notes: { kind: 'flag', help: 'show notes in full, with their lines and hints' },
      fix: { kind: 'flag', help: 'change tags where there is only one sensible change' },
      junit: { kind: 'text', value: 'FILE', help: 'also write a JUnit report' },
      sarif: { kind: 'text', value: 'FILE', help: 'also write a SARIF report, for code hosts' },
      json: { kind: 'flag', help: 'print one JSON document' }
    },
    examples: [
      ['collard check analysis.ipynb', 'one notebook'],
      ['collard check --strict --sarif collard.sarif notebooks/*.ipynb', 'in CI']
    ]
  },
  async ({ words, options, terminal }) => {
    const opened = await Promise.all(words.map(openNotebook));
    const results = options.fix ? await mended(opened) : opened.map(notebook => ({ notebook, applied: [] }));
    const notebooks = results.map(({ notebook }) => notebook);
    const fails = ({ severity }: Diagnostic): boolean =>
      severity === 'error' || (options.strict && severity === 'warning');
    if (options.junit !== null) {
      const { junitReport } = await import('../check/junit.js');
      writeReport(options.junit, junitReport(notebooks, fails));
    }
    if (options.sarif !== null) {
      const { sarifReport } = await import('../check/sarif.js');
      writeReport(options.sarif, sarifReport(notebooks));
    }
    if (options.json) {
      terminal.print(JSON.stringify(jsonReport(results), null, 2));
    } else {
      printReport(results, options.notes, terminal);
    }
    return notebooks.some(({ diagnostics }) => diagnostics.some(fails)) ? exitCodes.failed : exitCodes.fine;
  }
);

async function mended(notebooks: readonly NotebookFile[]): Promise<readonly FixedNotebook[]> {
  const { applyFixes } = await import('../check/fix.js');
  return notebooks.map(notebook => {
    if (notebook.path === null) {
      throw new UsageError('--fix needs a file to write to, not standard input.');
    }
    const result = applyFixes(notebook);
    if (result.applied.length > 0) {
      writeFileSync(notebook.path, result.notebook.text);
    }
    return result;
  });
}

function printReport(results: readonly FixedNotebook[], notesInFull: boolean, terminal: Terminal): void {
  const { print, style } = terminal;
  for (const { notebook, applied } of results) {
    for (const fix of applied) {
      print(`${style.good('fixed:')} ${appliedText(fix)} ${style.dim(`(${notebook.name}, cell ${fix.cell})`)}`);
    }
    const short = notebook.diagnostics.filter(({ severity }) => severity === 'info' && !notesInFull);
    for (const problem of notebook.diagnostics.filter(problem => !short.includes(problem))) {
      print(`${problemLines(problem, notebook, terminal).join('\n')}\n`);
    }
    short.flatMap(note => noteLines(note, notebook, terminal)).forEach(line => print(line));
    print(`${notebook.name}: ${summary(notebook)}`);
  }
  if (results.length > 1) {
    const all = results.flatMap(({ notebook }) => notebook.diagnostics);
    print(`${plural(results.length, 'notebook')}: ${countText(all) || 'no problems'}`);
  }
}

function appliedText({ fix }: AppliedFix): string {
  const changes = [...fix.removeTags.map(tag => `removed ${tag}`), ...fix.addTags.map(tag => `added ${tag}`)];
  return changes.join(', ');
}

function summary({ plan, diagnostics }: NotebookFile): string {
  return [...(plan === null ? [] : [plural(plan.steps.length, 'step')]), countText(diagnostics) || 'no problems'].join(
    ', '
  );
}

function jsonReport(results: readonly FixedNotebook[]): object {
  const all = results.flatMap(({ notebook }) => notebook.diagnostics);
  const count = (severity: Diagnostic['severity']): number =>
    all.filter(problem => problem.severity === severity).length;
  return {
    notebooks: results.map(({ notebook, applied }) => ({
      notebook: notebook.name,
      pipeline: notebook.plan?.name ?? null,
      steps: notebook.plan?.steps.map(({ name }) => name) ?? [],
      problems: problemsAsJson(notebook),
      fixed: applied.map(({ fix, cell }) => ({ ...fix, cellNumber: cell }))
    })),
    errors: count('error'),
    warnings: count('warning'),
    notes: count('info')
  };
}

function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(
      `The report cannot be written to ${path}: ${error instanceof Error ? error.message : String(error)}.`
    );
  }
}
