/** Edits that look at the whole notebook: renaming, what a step may come after, and the settings of a step as a form. */
import { compile } from '../../../compiler/index.js';
import {
  afterChoices,
  cellRoles,
  gpuCountProblem,
  hasStep,
  renameStep,
  settingsOf,
  stepNameProblem,
  tagProblem
} from '../../../compiler/edit/index.js';
import type { CellRole } from '../../../compiler/edit/index.js';
import { notebook } from '../../support/notebook.js';

/** `a prev:x | b` is two cells with those tags. */
function rolesOf(cells: string): readonly CellRole[] {
  return cellRoles(
    notebook(
      cells
        .split('|')
        .map(tags => tags.trim())
        .map(tags => [tags === '' ? [] : tags.split(' '), 'x = 1'])
    )
  );
}

const renames: readonly (readonly [sentence: string, before: string, from: string, to: string, changes: string])[] = [
  [
    'every cell and every reference',
    'step:a x | step:b prev:a | step:a',
    'a',
    'c',
    'c1 step:c x, c2 step:b prev:c, c3 step:c'
  ],
  ['each spelling is kept', 'block:a | step:a', 'a', 'b', 'c1 block:b, c2 step:b'],
  ['nothing for the same name', 'step:a | step:b prev:a', 'a', 'a', ''],
  ['nothing for a name that no cell has', 'step:a', 'z', 'b', ''],
  ['two steps become one, and no step waits for itself', 'step:a | step:b prev:a', 'b', 'a', 'c2 step:a'],
  ['two references become one', 'step:a | step:b | step:c prev:a prev:b', 'b', 'a', 'c2 step:a, c3 step:c prev:a'],
  ['a reference of the step that is joined', 'step:b | step:a prev:b', 'b', 'a', 'c1 step:a, c2 step:a'],
  ['references that stand twice by themselves stay', 'step:a | step:b | step:c prev:b prev:b', 'a', 'd', 'c1 step:d']
];

test.each(renames)('renaming: %s', (_, before, from, to, changes) => {
  const drawn = renameStep(rolesOf(before), from, to).map(({ cell, tags }) => [cell, ...tags].join(' '));
  expect(drawn.join(', ')).toBe(changes);
});

test('joining a step is known beforehand', () => {
  const roles = rolesOf('step:a | step:b');
  expect([hasStep(roles, 'b'), hasStep(roles, 'c')]).toEqual([true, false]);
});

describe('what a step may come after', () => {
  const json = notebook([
    [['step:load'], 'data = [1]\ncount = 1'],
    [['step:other'], 'note = "x"'],
    [['step:train', 'prev:other', 'prev:gone'], 'model = sum(data) + count'],
    [['step:report'], 'print(model)'],
    [['step:train'], 'more = 1']
  ]);
  const choices = afterChoices(cellRoles(json), compile(json).plan, 'train');

  test.each([
    ['a step whose values it needs is there already', 'load', false, true, 'count data', null],
    ['a step above that it does not need can be declared', 'other', true, false, '', null],
    ['a step that begins further down cannot', 'report', false, false, '', 'begins-later'],
    ['a name that no step has is shown, to be removed', 'gone', true, false, '', 'no-such-step']
  ] as const)('%s', (_, step, declared, inferred, names, obstacle) => {
    const choice = choices.find(each => each.step === step);
    expect({ ...choice, names: choice?.names.join(' ') }).toEqual({ step, declared, inferred, names, obstacle });
  });

  test('the step itself is no choice, and steps come in the order of the notebook', () => {
    expect(choices.map(({ step }) => step)).toEqual(['load', 'other', 'report', 'gone']);
  });

  test('a value that flows is named where a tag says so too', () => {
    const [declared] = afterChoices(cellRoles(json), compile(json).plan, 'report').filter(
      ({ step }) => step === 'train'
    );
    expect(declared).toEqual({ step: 'train', declared: false, inferred: true, names: ['model'], obstacle: null });
  });

  test('without a plan nothing is known of data', () => {
    expect(afterChoices(cellRoles(json), null, 'train').map(({ inferred }) => inferred)).toEqual([
      false,
      false,
      false,
      false
    ]);
  });
});

const settings: readonly (readonly [tags: string, field: keyof ReturnType<typeof settingsOf>, value: unknown])[] = [
  ['step:a', 'gpu', null],
  ['step:a limit:nvidia.com/gpu:2', 'gpu', { vendor: 'nvidia', count: '2' }],
  ['step:a limit:amd.com/gpu:1', 'gpu', { vendor: 'amd', count: '1' }],
  ['step:a limit:cpu:500m', 'cpu', '500m'],
  ['step:a limit:memory:4Gi', 'memory', '4Gi'],
  ['step:a limit:cpu:1 limit:example.com/x:3 limit:nvidia.com/gpu:1', 'otherLimits', { 'example.com/x': '3' }],
  ['step:a timeout:1h30m', 'timeout', '1h30m'],
  ['step:a retry:2', 'retry', 2],
  ['step:a cache:disabled', 'cache', 'disabled'],
  ['step:a report:disabled', 'report', false],
  ['step:a image:python:3.12', 'image', 'python:3.12'],
  ['step:a label:team:blue', 'labels', { team: 'blue' }],
  ['step:a annotation:url:http://x', 'annotations', { url: 'http://x' }],
  ['step:a secret:s:k:ENV', 'secrets', [{ secret: 's', key: 'k', env: 'ENV' }]],
  ['step:a retry:1 retry:3', 'retry', 3]
];

test.each(settings)('%s gives the form %s', (tags, field, value) => {
  const [role] = rolesOf(tags);
  expect(role && settingsOf(role)[field]).toEqual(value);
});

test('tags that cannot be read are listed with what is wrong', () => {
  const [role] = rolesOf('step:a retry:often mine');
  const wrong = role === undefined ? [] : settingsOf(role).wrong;
  expect(wrong.map(({ tag, problem }) => `${tag}: ${problem}`)).toEqual([
    'retry:often: "often" is not a number of retries'
  ]);
});

test.each([
  ['train_2', null],
  ['', 'the step has no name'],
  ['imports', '"imports" is a word of its own'],
  ['Big Step', '"Big Step" cannot be the name of a step']
])('a step named %j: %s', (name, problem) => {
  expect(stepNameProblem(name)?.problem ?? null).toBe(problem);
});

test.each([
  [gpuCountProblem('nvidia', '2'), null],
  [gpuCountProblem('nvidia', '0.5'), '"0.5" is not a number of GPUs'],
  [gpuCountProblem('amd', '0'), '"0" is not a number of GPUs'],
  [tagProblem('limit:cpu:lots'), '"lots" cannot be the value of the limit cpu'],
  [tagProblem('timeout:5m'), null]
])('a value of a field: %j says %s', (found, problem) => {
  expect(found?.problem ?? null).toBe(problem);
});
