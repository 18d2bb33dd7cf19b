import { readTag } from '../../../compiler/1-read/tags.js';

const understood: readonly (readonly [text: string, meaning: unknown])[] = [
  ['skip', { kind: 'role', role: 'skip' }],
  ['skip-execution', { kind: 'role', role: 'skip' }],
  ['imports', { kind: 'role', role: 'imports' }],
  ['functions', { kind: 'role', role: 'functions' }],
  ['pipeline-parameters', { kind: 'role', role: 'pipeline-parameters' }],
  ['pipeline-metrics', { kind: 'role', role: 'pipeline-metrics' }],
  ['step:imports', { kind: 'role', role: 'imports' }],
  ['step:train', { kind: 'step', name: 'train' }],
  ['block:train', { kind: 'step', name: 'train' }],
  ['block:load-data', { kind: 'step', name: 'load-data' }],
  ['step:', { kind: 'step', name: '' }],
  ['prev:load_data', { kind: 'prev', name: 'load_data' }],
  ['limit:cpu:500m', { kind: 'limit', key: 'cpu', value: '500m' }],
  ['limit:nvidia.com/gpu:2', { kind: 'limit', key: 'nvidia.com/gpu', value: '2' }],
  ['limit:nvidia.com/mig-1g.5gb:1', { kind: 'limit', key: 'nvidia.com/mig-1g.5gb', value: '1' }],
  ['limit:hugepages-2Mi:64Mi', { kind: 'limit', key: 'hugepages-2Mi', value: '64Mi' }],
  ['label:team:blue', { kind: 'label', key: 'team', value: 'blue' }],
  ['label:empty:', { kind: 'label', key: 'empty', value: '' }],
  ['annotation:docs:https://example.org/a:b', { kind: 'annotation', key: 'docs', value: 'https://example.org/a:b' }],
  ['annotation:json:{"a": "b:c"} 🎉', { kind: 'annotation', key: 'json', value: '{"a": "b:c"} 🎉' }],
  [
    'image:registry.example.org:5000/team/image:1.2',
    { kind: 'image', image: 'registry.example.org:5000/team/image:1.2' }
  ],
  ['cache:disabled', { kind: 'cache', cache: 'disabled' }],
  ['report:enabled', { kind: 'report', report: true }],
  [
    'secret:db-login:password:DB_PASSWORD',
    { kind: 'secret', secret: { secret: 'db-login', key: 'password', env: 'DB_PASSWORD' } }
  ],
  ['retry:3', { kind: 'retry', retry: 3 }],
  ['timeout:90', { kind: 'timeout', timeout: 90 }],
  ['timeout:1h30m', { kind: 'timeout', timeout: 5400 }],
  ['timeout:250ms', { kind: 'timeout', timeout: 0.25 }],
  ['hide-input', { kind: 'foreign', meant: null }],
  ['remove_cell', { kind: 'foreign', meant: null }],
  ['slideshow:slide', { kind: 'foreign', meant: null }],
  ['', { kind: 'foreign', meant: null }],
  [':', { kind: 'foreign', meant: null }],
  ['constructor:x', { kind: 'foreign', meant: null }],
  ['stpe:train', { kind: 'foreign', meant: 'step:' }],
  ['timeuot:5s', { kind: 'foreign', meant: 'timeout:' }],
  ['parameters', { kind: 'foreign', meant: 'pipeline-parameters' }]
];

const refused: readonly string[] = [
  'step:Train',
  'step:a b',
  'step:é',
  'step:{{inputs}}',
  `step:${'x'.repeat(64)}`,
  'prev:',
  'prev:-a',
  'limit:cpu',
  'limit:cpu:lots',
  'limit:cpu:-1',
  'limit:cpu:0',
  'limit:memory:1Gib',
  'limit:a/b/c:1',
  'label:team:not a label',
  'label::x',
  'image:',
  'image:two words',
  'cache:on',
  'report:',
  'secret:name:key',
  'secret:name:key:1BAD',
  'secret:Name:key:ENV',
  'retry:-1',
  'retry:many',
  'retry:1000',
  'timeout:0',
  'timeout:soon',
  'timeout:5 m'
];

describe('a tag', () => {
  it.each(understood)('"%s" is understood', (text, meaning) => {
    expect(readTag(text)).toEqual(meaning);
  });

  it.each(refused)('"%s" is refused with a problem and a hint', text => {
    const tag = readTag(text);
    expect(tag.kind).toBe('invalid');
    expect(tag.kind === 'invalid' && tag.problem.length > 10 && tag.hint.endsWith('.')).toBe(true);
  });
});
