/** What each cell is: the same as the compiler says, in one row a cell. */
import fc from 'fast-check';
import { compile } from '../../../compiler/index.js';
import { cellRoles } from '../../../compiler/edit/index.js';
import type { CellRole } from '../../../compiler/edit/index.js';
import { read } from '../../../compiler/1-read/index.js';
import { DiagnosticSink } from '../../../compiler/diagnostics/sink.js';
import { notebook, step } from '../../support/notebook.js';
import type { TestCell } from '../../support/notebook.js';

const drawn = ({ kind, step: name, opens }: CellRole): string =>
  [kind, ...(name === null ? [] : [name]), ...(opens ? ['opens'] : [])].join(' ');

const rows: readonly (readonly [sentence: string, tags: readonly (readonly string[])[], roles: readonly string[]])[] = [
  ['cells before the first tag are nothing', [[], ['mine'], step('a')], ['none', 'none', 'step a opens']],
  ['untagged cells go on with the step', [step('a'), [], ['mine']], ['step a opens', 'merged a', 'merged a']],
  ['a step may be taken up again', [step('a'), step('b'), step('a')], ['step a opens', 'step b opens', 'step a']],
  [
    'untagged cells go on with a role',
    [['imports'], [], ['functions'], []],
    ['imports', 'imports', 'functions', 'functions']
  ],
  [
    'imports below functions are imports',
    [['functions'], [], ['imports'], []],
    ['functions', 'functions', 'imports', 'imports']
  ],
  ['a skipped cell leaves the step open', [step('a'), ['skip'], []], ['step a opens', 'skip', 'merged a']],
  ['a role in other spellings', [['block:imports'], ['skip-execution']], ['imports', 'skip']],
  ['a role wins over a step', [['step:a', 'imports']], ['imports']],
  ['an empty name continues', [['block:a'], ['block:']], ['step a opens', 'merged a']],
  ['a name that cannot be one continues', [['step:a'], ['step:Not!']], ['step a opens', 'merged a']],
  [
    'parameters and metrics',
    [['pipeline-parameters'], step('a'), ['pipeline-metrics'], []],
    ['pipeline-parameters', 'step a opens', 'pipeline-metrics', 'pipeline-metrics']
  ]
];

test.each(rows)('%s', (_, tags, roles) => {
  expect(cellRoles(notebook(tags.map(each => [each, '1']))).map(drawn)).toEqual(roles);
});

test('each tag comes with what it says', () => {
  const [role] = cellRoles(notebook([[['mine', 'block:a', 'retry:x'], '1']]));
  expect(role?.tags.map(({ text, tag }) => [text, tag.kind])).toEqual([
    ['mine', 'foreign'],
    ['block:a', 'step'],
    ['retry:x', 'invalid']
  ]);
});

test.each([['{"cells": '], [{}], [null]])('what is no notebook has no cells: %j', broken => {
  expect(cellRoles(broken)).toEqual([]);
});

const anyTags = fc.array(
  fc.constantFrom(
    'step:a',
    'block:b',
    'step:c',
    'imports',
    'functions',
    'skip',
    'pipeline-parameters',
    'pipeline-metrics',
    'mine',
    'block:',
    'step:functions',
    'prev:a'
  ),
  { maxLength: 2 }
);

test('whatever the tags, the compiler has every cell where the roles say', () => {
  fc.assert(
    fc.property(fc.array(anyTags, { maxLength: 12 }), tags => {
      const json = notebook(tags.map((each, index): TestCell => [each, `v${index} = ${index}`]));
      const roles = cellRoles(json);
      const plan = compile(json).plan;
      const result = read(json, '', new DiagnosticSink());
      const of = (...kinds: readonly CellRole['kind'][]): readonly string[] =>
        roles.filter(({ kind }) => kinds.includes(kind)).map(({ cell }) => cell);
      for (const { name, cells } of plan?.steps ?? []) {
        expect(roles.filter(role => role.step === name).map(({ cell }) => cell)).toEqual(cells);
        expect(roles.filter(role => role.step === name && role.opens).map(({ cell }) => cell)).toEqual(
          cells.slice(0, 1)
        );
      }
      expect([...of('imports'), ...of('functions')]).toEqual(result?.prologue.map(({ id }) => id));
      expect(of('pipeline-parameters')).toEqual(result?.parameters.map(({ id }) => id));
      expect(of('pipeline-metrics')).toEqual(result?.metrics.map(({ id }) => id));
      expect(of('skip', 'none')).toEqual(result?.leftOut.map(({ id }) => id));
    }),
    { numRuns: 500 }
  );
});
