/** `collard check`: what people, CI systems and code hosts see, and what `--fix` changes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../compiler/diagnostics/catalogue.js';
import { notebook, step } from '../support/notebook.js';
import type { TestNotebook } from '../support/notebook.js';
import { expectSample } from '../support/samples.js';
import { Folder, json } from './support/collard.js';

const samples = join(__dirname, 'samples', 'check');

const fine = notebook([
  [step('load'), 'x = 1'],
  [step('use', 'load'), 'print(x)']
]);
const warned = notebook([
  [step('a'), 'x = 1'],
  [step('b'), 'y = 2'],
  [step('c', 'b'), 'print(x, y)']
]);
const faulty = notebook([
  [[], 'import math'],
  [['imports'], 'import pandas as pd'],
  [step('load'), 'größe = 1\nnames = ["数据", größe, totl]'],
  [step('left', 'load'), '\tdf = größe +\n'],
  [step('right', 'laod'), 'price = 1'],
  [step('other', 'load'), `text = ${'"a long line" + '.repeat(12)}missing_name + "end"\nprice = 2`],
  [step('both', 'right', 'other'), 'print(price)']
]);

const folders: Folder[] = [];
function folderWith(files: Readonly<Record<string, string | TestNotebook>>): Folder {
  const folder = new Folder(files);
  folders.push(folder);
  return folder;
}
afterAll(() => folders.forEach(folder => folder.remove()));

describe('people see', () => {
  const cases: readonly (readonly [name: string, content: string | TestNotebook, code: number])[] = [
    ['fine', fine, 0],
    ['warned', warned, 0],
    ['faulty', faulty, 1],
    ['no-steps', notebook([[[], 'x = 1']]), 1],
    ['merge-markers', '{"cells": [\n<<<<<<< HEAD\n', 1],
    ['other-language', JSON.stringify({ nbformat: 4, cells: [], metadata: { kernelspec: { language: 'R' } } }), 1],
    ['escape-codes', notebook([[step('a'), 'print("\u001b[2J", missing)']]), 1]
  ];
  test.each(cases)('%s', async (name, content, code) => {
    const folder = folderWith({ 'notebook.ipynb': content });
    const result = await folder.collard('check', 'notebook.ipynb');
    expectSample(join(samples, `${name}.txt`), result.out);
    expect(result.out.split('\n').filter(line => [...line].length > 80)).toEqual([]);
    expect({ code: result.code, err: result.err }).toEqual({ code, err: '' });
  });

  test('every notebook and a sum, when there are several', async () => {
    const folder = folderWith({ 'a.ipynb': fine, 'b.ipynb': warned });
    const { out } = await folder.collard('check', 'a.ipynb', 'b.ipynb');
    expect(out).toMatch(/^a\.ipynb: 2 steps, no problems$/m);
    expect(out).toMatch(/^b\.ipynb: 3 steps, 1 warning$/m);
    expect(out).toMatch(/^2 notebooks: 1 warning$/m);
  });

  test('a notebook from standard input', async () => {
    const folder = folderWith({});
    const { code, out } = await folder.start(['check', '-'], { input: JSON.stringify(fine) }).ended;
    expect({ code, out }).toEqual({ code: 0, out: '-: 2 steps, no problems\n' });
  });
});

describe('the exit code', () => {
  const cases: readonly (readonly [what: string, content: TestNotebook, words: readonly string[], code: number])[] = [
    ['is 0 for warnings', warned, [], 0],
    ['is 1 for warnings with --strict', warned, ['--strict'], 1],
    [
      'is 0 for notes with --strict',
      notebook([
        [step('a'), 'x = 1'],
        [step('b', 'a'), 'y = 2']
      ]),
      ['--strict'],
      0
    ],
    ['is 1 for errors', faulty, ['--json'], 1]
  ];
  test.each(cases)('%s', async (_, content, words, code) => {
    const folder = folderWith({ 'notebook.ipynb': content });
    expect((await folder.collard('check', 'notebook.ipynb', ...words)).code).toBe(code);
  });
});

describe('machines get', () => {
  const folder = folderWith({ 'faulty.ipynb': faulty, 'fine.ipynb': fine, 'warned.ipynb': warned });

  test('--json: every problem with the number of its cell', async () => {
    interface Report {
      readonly notebooks: readonly { readonly steps: readonly string[]; readonly problems: readonly Problem[] }[];
      readonly errors: number;
    }
    interface Problem {
      readonly code: string;
      readonly cellNumber: number | null;
      readonly severity: string;
      readonly span?: { readonly line: number };
    }
    const { notebooks, errors } = json<Report>(await folder.collard('check', '--json', 'faulty.ipynb', 'fine.ipynb'));
    const problems = notebooks[0]?.problems ?? [];
    expect(problems).toContainEqual(expect.objectContaining({ code: 'undefined', cellNumber: 3, name: 'totl' }));
    expect(errors).toBe(problems.filter(({ severity }) => severity === 'error').length);
    expect(notebooks[1]?.problems).toEqual([]);
  });

  test('--junit: a failure for each error, warnings as passed tests', async () => {
    await folder.collard('check', '--junit', 'report.xml', 'faulty.ipynb', 'fine.ipynb', 'warned.ipynb');
    expectSample(join(samples, 'junit.xml'), readFileSync(join(folder.path, 'report.xml'), 'utf8'));
  });

  test('--sarif: rules of the catalogue, and results at the very line of the file', async () => {
    await folder.collard('check', '--sarif', 'report.sarif', 'faulty.ipynb');
    const sarif = JSON.parse(readFileSync(join(folder.path, 'report.sarif'), 'utf8')) as SarifReport;
    const [run] = sarif.runs;
    expect(sarif.version).toBe('2.1.0');
    expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual(Object.keys(catalogue));
    for (const { ruleId, ruleIndex, locations } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(locations[0]?.physicalLocation.artifactLocation.uri).toBe('faulty.ipynb');
    }
    const undefinedName = run?.results.find(({ message }) => message.text.includes('totl'));
    const line = undefinedName?.locations[0]?.physicalLocation.region.startLine ?? 0;
    const fileLines = readFileSync(join(folder.path, 'faulty.ipynb'), 'utf8').split('\n');
    expect(fileLines[line - 1]).toContain('totl');
    expect(undefinedName?.locations[0]?.logicalLocations[0]?.fullyQualifiedName).toBe('cell 3, line 2');
  });

  test('a report that cannot be written is wrong usage', async () => {
    const { code, err } = await folder.collard('check', 'fine.ipynb', '--junit', 'no/such/folder.xml');
    expect(code).toBe(2);
    expect(err).toContain('The report cannot be written to no/such/folder.xml');
  });
});

interface SarifReport {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
        readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
      }[];
    }[];
  }[];
}

describe('--fix', () => {
  const layouts: readonly (readonly [what: string, print: (value: TestNotebook) => string])[] = [
    ['as Jupyter writes it', value => `${JSON.stringify(value, null, 1)}\n`],
    ['indented by four', value => JSON.stringify(value, null, 4)],
    ['indented by tabs', value => JSON.stringify(value, null, '\t')],
    ['with Windows line ends', value => JSON.stringify(value, null, 2).replace(/\n/g, '\r\n')],
    ['with escaped letters', value => JSON.stringify(value, null, 1).replace(/ö/g, '\\u00f6')]
  ];
  const before = notebook([
    [['keep-me'], 'import math  # größe'],
    [step('a'), 'x = 1'],
    [step('b'), 'y = 2'],
    [['other', ...step('c', 'b')], 'print(x, y)']
  ]);

  test.each(layouts)('changes the lines of tags and nothing else in a file %s', async (_, print) => {
    const text = print(before);
    const folder = folderWith({ 'notebook.ipynb': text });
    const { code, out } = await folder.collard('check', '--fix', 'notebook.ipynb');
    const changed = readFileSync(join(folder.path, 'notebook.ipynb'), 'utf8');
    const added = changed.split('\n').filter(line => !text.split('\n').includes(line));
    const lost = text.split('\n').filter(line => !changed.split('\n').includes(line));
    expect(added.map(line => line.trim())).toEqual(['"keep-me",', '"skip"', '"prev:b",', '"prev:a"']);
    expect(lost.map(line => line.trim())).toEqual(['"keep-me"', '"prev:b"']);
    expect(changed.endsWith('\n')).toBe(text.endsWith('\n'));
    expect(changed.includes('\r\n')).toBe(text.includes('\r\n'));
    expect(out).toMatch(/^fixed: added skip \(notebook\.ipynb, cell 1\)$/m);
    expect(out).toMatch(/^fixed: added prev:a \(notebook\.ipynb, cell 4\)$/m);
    expect(code).toBe(0);
  });

  test('leaves a file alone that has nothing to mend, or only what needs a choice', async () => {
    const text = JSON.stringify(notebook([[step('a'), 'print(nothing)']]));
    const folder = folderWith({ 'notebook.ipynb': text });
    expect((await folder.collard('check', '--fix', 'notebook.ipynb')).code).toBe(1);
    expect(readFileSync(join(folder.path, 'notebook.ipynb'), 'utf8')).toBe(text);
  });

  const mistyped = notebook([
    [step('load'), 'x = 1'],
    [step('use', 'laod'), 'print(x)']
  ]);
  const ambiguous = notebook([
    [step('load'), 'x = 1'],
    [step('lead'), 'y = 1'],
    [step('use', 'laad'), 'print(x, y)']
  ]);

  test('corrects a mistyped prev: to the step that was meant', async () => {
    const folder = folderWith({ 'notebook.ipynb': mistyped });
    const { code, out } = await folder.collard('check', '--fix', 'notebook.ipynb');
    expect(JSON.parse(readFileSync(join(folder.path, 'notebook.ipynb'), 'utf8'))).toHaveProperty(
      'cells.1.metadata.tags',
      ['step:use', 'prev:load']
    );
    expect(out).toMatch(/^fixed: removed prev:laod, added prev:load \(notebook\.ipynb, cell 2\)$/m);
    expect(code).toBe(0);
  });

  test('lets a person choose between two steps that may be meant', async () => {
    const folder = folderWith({ 'notebook.ipynb': ambiguous });
    const { code, out } = await folder.collard('check', '--fix', 'notebook.ipynb');
    expect(readFileSync(join(folder.path, 'notebook.ipynb'), 'utf8')).toContain('"prev:laad"');
    expect(out).toContain('hint: Did you mean lead or load?');
    expect(code).toBe(1);
  });

  test('adds tags to a cell that has none, even no metadata', async () => {
    const text =
      '{"nbformat": 4, "cells": [{"cell_type": "code", "source": "import os"}, {"cell_type": "code", "metadata": {"tags": ["step:a"]}, "source": "x = 1"}]}';
    const folder = folderWith({ 'notebook.ipynb': text });
    await folder.collard('check', '--fix', 'notebook.ipynb');
    const changed = readFileSync(join(folder.path, 'notebook.ipynb'), 'utf8');
    expect(JSON.parse(changed)).toHaveProperty('cells.0.metadata.tags', ['skip']);
    expect(changed).toContain('{"cell_type": "code", "metadata": {"tags": ["step:a"]}, "source": "x = 1"}]}');
  });
});
