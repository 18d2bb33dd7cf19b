/** Whatever a file holds, reading it ends in a clear problem or a notebook, never in a throw. */
import fc from 'fast-check';
import { read } from '../../../compiler/1-read/index.js';
import { DiagnosticSink } from '../../../compiler/diagnostics/sink.js';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.js';
import { notebook } from '../../support/notebook.js';

function problems(json: unknown): readonly Diagnostic[] {
  const sink = new DiagnosticSink();
  const result = read(json, 'x.ipynb', sink);
  return sink.sorted(result?.order ?? new Map());
}

const broken: readonly (readonly [what: string, json: unknown, code: string])[] = [
  ['no JSON', '{"cells": [', 'notebook-format'],
  ['merge markers', '<<<<<<< HEAD\n{}', 'notebook-format'],
  ['an empty file', '', 'notebook-format'],
  ['null', null, 'notebook-format'],
  ['a list', [], 'notebook-format'],
  ['an old format', { nbformat: 3, worksheets: [] }, 'notebook-format'],
  ['an old format with cells', { nbformat: 3, cells: [] }, 'notebook-format'],
  ['a cell without source', { nbformat: 4, cells: [{ cell_type: 'code' }] }, 'notebook-format'],
  ['cells that are numbers', { nbformat: 4, cells: [1, null, 'x'] }, 'notebook-format'],
  [
    'tags that are no list',
    { nbformat: 4, cells: [{ cell_type: 'code', source: '', metadata: { tags: 'step:a' } }] },
    'invalid-tag'
  ],
  [
    'tags that are numbers',
    { nbformat: 4, cells: [{ cell_type: 'code', source: '', metadata: { tags: [1] } }] },
    'invalid-tag'
  ],
  ['no cells', { nbformat: 4, cells: [] }, 'no-steps'],
  ['an R kernel', { nbformat: 4, cells: [], metadata: { kernelspec: { language: 'R' } } }, 'notebook-language']
];

describe('a hostile notebook', () => {
  it.each(broken)('%s is a clear problem', (_what, json, code) => {
    const found = problems(json);
    expect(found.map(diagnostic => diagnostic.code)).toContain(code);
    expect(found.every(({ message, hint }) => message.endsWith('.') && hint.endsWith('.'))).toBe(true);
  });

  it('keeps apart cells that share an id, and gives ids to cells that have none', () => {
    const cells = ['x', 'x', undefined].map(id => ({
      cell_type: 'code',
      source: '',
      metadata: { tags: ['step:a'] },
      ...(id && { id })
    }));
    const result = read({ nbformat: 4, cells }, 'x', new DiagnosticSink());
    expect(result?.steps[0]?.cells.map(({ id }) => id)).toEqual(['x', 'x~2', 'cell-3']);
  });

  it('reads a byte order mark and Windows line ends', () => {
    const text = `\uFEFF${JSON.stringify(notebook([[['step:a'], 'x = 1\r\ny = 2\r']]))}`;
    expect(read(text, 'x', new DiagnosticSink())?.steps[0]?.cells[0]?.source).toBe('x = 1\ny = 2\n');
  });

  it('never throws, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), json => void problems(json)),
      { numRuns: 300 }
    );
  });

  it('never throws, whatever the tags and sources', () => {
    const word = fc.constantFrom(
      'step',
      'block',
      'prev',
      'limit',
      'secret',
      'annotation',
      'timeout',
      'imports',
      'skip',
      '__proto__',
      '{{x}}'
    );
    const tag = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(word, fc.string({ unit: 'grapheme' })).map(([name, rest]) => `${name}:${rest}`),
      word
    );
    const cell = fc.tuple(fc.array(tag, { maxLength: 4 }), fc.string());
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 12 }), cells => {
        const found = problems(notebook(cells));
        expect(found.every(({ message, code }) => message.length > 0 && code.length > 0)).toBe(true);
      }),
      { numRuns: 300 }
    );
  });

  it('reads ten thousand cells', () => {
    const cells = Array.from(
      { length: 10_000 },
      (_, index) => [[`step:s${index}`, ...(index > 0 ? [`prev:s${index - 1}`] : [])], 'x = 1'] as const
    );
    const result = read(notebook(cells), 'x', new DiagnosticSink());
    expect(result?.steps).toHaveLength(10_000);
  });
});
