/** Problems as a JUnit report, the form that every CI system shows: a suite a notebook, a test a problem. */
import type { Diagnostic } from '../../compiler/index.js';
import type { NotebookFile } from '../notebook-file.js';
import { Places } from './places.js';

/** @param fails decides which problems count as failures; the others are listed as passed tests with their text as output. */
export function junitReport(notebooks: readonly NotebookFile[], fails: (problem: Diagnostic) => boolean): string {
  const suites = notebooks.map(notebook => ({ notebook, cases: testCases(notebook, fails) }));
  const tests = suites.reduce((sum, { cases }) => sum + cases.length, 0);
  const failures = suites.reduce((sum, { cases }) => sum + failureCount(cases), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="collard check" tests="${tests}" failures="${failures}">`,
    ...suites.flatMap(({ notebook, cases }) => [
      `  <testsuite name=${quoted(notebook.name)} tests="${cases.length}" failures="${failureCount(cases)}">`,
      ...cases.map(({ xml }) => xml),
      '  </testsuite>'
    ]),
    '</testsuites>',
    ''
  ].join('\n');
}

interface TestCase {
  readonly failed: boolean;
  readonly xml: string;
}

/** A notebook without problems is one passed test, so that it is seen to have been checked. */
function testCases(notebook: NotebookFile, fails: (problem: Diagnostic) => boolean): readonly TestCase[] {
  if (notebook.diagnostics.length === 0) {
    return [{ failed: false, xml: `    <testcase classname=${quoted(notebook.name)} name="no problems"/>` }];
  }
  const places = new Places(notebook.cells);
  return notebook.diagnostics.map(problem => {
    const name = `${places.text(problem)}: ${problem.message}`;
    const body = [problem.message, problem.hint].filter(text => text !== '').join('\n');
    const failed = fails(problem);
    const content = failed
      ? `<failure type=${quoted(problem.code)} message=${quoted(problem.message)}>${escaped(body)}</failure>`
      : `<system-out>${escaped(`${problem.severity}: ${body}`)}</system-out>`;
    return {
      failed,
      xml: `    <testcase classname=${quoted(notebook.name)} name=${quoted(name)}>${content}</testcase>`
    };
  });
}

function failureCount(cases: readonly TestCase[]): number {
  return cases.filter(({ failed }) => failed).length;
}

function quoted(text: string): string {
  return `"${escaped(text).replace(/"/g, '&quot;').replace(/\n/g, '&#10;')}"`;
}

/** XML 1.0 has no way to write most control characters, so they become U+FFFD. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
