/** Edits of one cell's tags: rows read "tags, edit, tags afterwards". */
import fc from 'fast-check';
import { editTags, stepWordIn, cellRoles } from '../../../compiler/edit/index.js';
import type { EditContext, TagEdit } from '../../../compiler/edit/index.js';
import { readTag, roleWords } from '../../../compiler/1-read/tags.js';
import { notebook } from '../../support/notebook.js';

const named = (step: string): TagEdit => ({ kind: 'role', role: 'step', step });
const becomes = (role: (typeof roleWords)[number] | 'merged'): TagEdit => ({ kind: 'role', role });
const after = (...steps: readonly string[]): TagEdit => ({ kind: 'after', steps });
const limit = (key: string, value: string | null): TagEdit => ({ kind: 'limit', key, value });

type Row = readonly [sentence: string, before: string, edit: TagEdit, afterwards: string, context?: EditContext];

const rows: readonly Row[] = [
  ['a step name goes to an untagged cell', '', named('load'), 'step:load'],
  ['a new name is written the way the notebook does', '', named('load'), 'block:load', { stepWord: 'block' }],
  ['a renamed step keeps its word', 'block:a', named('b'), 'block:b', { stepWord: 'step' }],
  ['a name given again changes nothing', 'x block:a prev:z', named('a'), 'x block:a prev:z'],
  [
    'a name goes before what Kale would read first',
    'mine prev:a limit:cpu:1',
    named('b'),
    'mine step:b prev:a limit:cpu:1'
  ],
  ['one name replaces all names', 'step:a mine step:b', named('c'), 'step:c mine'],
  ['a name replaces a name that cannot be one', 'step:Not! mine', named('c'), 'step:c mine'],
  ['a name replaces an empty one', 'block: mine', named('c'), 'block:c mine'],
  ['a step takes the place of a role', 'mine skip other', named('a'), 'mine step:a other'],
  ['a step takes the place of a role in its other spelling', 'step:skip', named('a'), 'step:a'],
  [
    'a skipped step leaves nothing behind but foreign tags',
    'step:a prev:b mine limit:cpu:1 retry:x',
    becomes('skip'),
    'skip mine'
  ],
  ['a role given again keeps its spelling', 'mine skip-execution', becomes('skip'), 'mine skip-execution'],
  ['one role replaces another', 'imports mine', becomes('functions'), 'functions mine'],
  ['a role goes behind foreign tags', 'mine', becomes('imports'), 'mine imports'],
  [
    'a merged cell has no tag of ours',
    'mine step:a prev:b cache:disabled retry:x other',
    becomes('merged'),
    'mine other'
  ],
  ['dependencies come behind the name', 'step:c mine', after('a', 'b'), 'step:c prev:a prev:b mine'],
  [
    'dependencies that stay keep their place',
    'prev:a step:c prev:b mine',
    after('b', 'd'),
    'prev:d step:c prev:b mine'
  ],
  ['dependencies are named once', 'step:c prev:a prev:a', after('a', 'a'), 'step:c prev:a'],
  ['dependencies may all go', 'step:c prev:a mine prev:b', after(), 'step:c mine'],
  ['a limit is set', 'step:a mine', limit('nvidia.com/gpu', '2'), 'step:a limit:nvidia.com/gpu:2 mine'],
  ['a limit is changed in place', 'limit:cpu:1 step:a', limit('cpu', '2'), 'limit:cpu:2 step:a'],
  ['a wrong value is replaced', 'step:a limit:cpu:lots', limit('cpu', '2'), 'step:a limit:cpu:2'],
  [
    'of two limits of one resource one stays',
    'step:a limit:cpu:1 limit:cpu:2',
    limit('cpu', '2'),
    'step:a limit:cpu:2'
  ],
  ['another limit stays', 'step:a limit:cpu:1 limit:memory:1Gi', limit('cpu', null), 'step:a limit:memory:1Gi'],
  ['a label is set', 'step:a', { kind: 'label', key: 'team', value: 'blue' }, 'step:a label:team:blue'],
  [
    'an annotation may hold colons',
    'step:a',
    { kind: 'annotation', key: 'url', value: 'http://x:1' },
    'step:a annotation:url:http://x:1'
  ],
  ['an image is replaced', 'step:a image:x:1', { kind: 'image', image: 'y:2' }, 'step:a image:y:2'],
  ['an image is removed', 'step:a image:x:1 mine', { kind: 'image', image: null }, 'step:a mine'],
  ['the cache is switched off', 'step:a', { kind: 'cache', cache: 'disabled' }, 'step:a cache:disabled'],
  ['the report is switched off', 'step:a report:enabled', { kind: 'report', report: false }, 'step:a report:disabled'],
  ['retries are set', 'step:a', { kind: 'retry', retry: 3 }, 'step:a retry:3'],
  ['a timeout is set', 'step:a timeout:90', { kind: 'timeout', timeout: '5m' }, 'step:a timeout:5m'],
  [
    'secrets are replaced',
    'step:a secret:s:k:OLD secret:s:k:KEPT',
    { kind: 'secrets', secrets: [{ secret: 's', key: 'k', env: 'KEPT' }] },
    'step:a secret:s:k:KEPT'
  ]
];

test.each(rows.map(row => [row[0], row] as const))('%s', (_, [, before, edit, afterwards, context]) => {
  const tags = before === '' ? [] : before.split(' ');
  expect(editTags(tags, edit, context).join(' ')).toBe(afterwards);
});

test.each([
  ['block', [['mine'], ['block:a'], ['step:b']]],
  ['step', [['imports'], ['step:b'], ['block:a']]],
  ['step', [['block:imports']]],
  ['step', [[]]]
])('a notebook writes %s if its first step does: %j', (word, tags) => {
  expect(stepWordIn(cellRoles(notebook(tags.map(each => [each, '1']))))).toBe(word);
});

const name = fc.constantFrom('a', 'b', 'train', 'load_2');
const tag = fc.oneof(
  fc.constantFrom(
    ...roleWords,
    'skip-execution',
    'step:skip',
    'mine',
    'Step:x',
    'parameters',
    'step:',
    'step:NO',
    'retry:x'
  ),
  fc.tuple(fc.constantFrom('step', 'block', 'prev'), name).map(parts => parts.join(':')),
  fc.constantFrom(
    'limit:cpu:1',
    'limit:cpu:2',
    'limit:memory:1Gi',
    'label:a:b',
    'image:x',
    'cache:enabled',
    'timeout:5m'
  )
);
const optional = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value, { nil: null });
const edit: fc.Arbitrary<TagEdit> = fc.oneof(
  name.map(named),
  fc.constantFrom(...roleWords, 'merged' as const).map(becomes),
  fc.array(name, { maxLength: 3 }).map(steps => after(...steps)),
  optional(fc.constantFrom('1', '2')).map(value => limit('cpu', value)),
  optional(fc.constantFrom('x', 'y:1')).map(image => ({ kind: 'image' as const, image })),
  optional(fc.nat({ max: 5 })).map(retry => ({ kind: 'retry' as const, retry })),
  optional(fc.boolean()).map(report => ({ kind: 'report' as const, report }))
);

describe('whatever the tags and the edit', () => {
  const check = (property: (tags: readonly string[], edit: TagEdit) => void): void => {
    fc.assert(fc.property(fc.array(tag, { maxLength: 8 }), edit, property), { numRuns: 2000 });
  };

  test('doing it twice changes nothing more', () => {
    check((tags, change) => {
      const once = editTags(tags, change);
      expect(editTags(once, change)).toEqual(once);
    });
  });

  test('foreign tags and their order stay', () => {
    const foreign = (tags: readonly string[]): readonly string[] =>
      tags.filter(each => readTag(each).kind === 'foreign');
    check((tags, change) => {
      expect(foreign(editTags(tags, change))).toEqual(foreign(tags));
    });
  });

  test('an edit of a setting leaves everything else in its order', () => {
    const isOther = ({ kind }: TagEdit, text: string): boolean =>
      !text.startsWith(kind === 'after' ? 'prev:' : kind === 'limit' ? 'limit:cpu:' : `${kind}:`);
    check((tags, change) => {
      fc.pre(change.kind !== 'role');
      const others = (all: readonly string[]): readonly string[] => all.filter(text => isOther(change, text));
      expect(others(editTags(tags, change))).toEqual(others(tags));
    });
  });
});
