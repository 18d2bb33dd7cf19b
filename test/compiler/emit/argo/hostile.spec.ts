/** Texts of the user's pass through YAML, Argo and Kubernetes unchanged, whatever they hold. */
import fc from 'fast-check';
import { templateNames } from '../../../../compiler/4-emit/argo/index.js';
import type { ArgoOptions } from '../../../../compiler/4-emit/argo/index.js';
import type { Plan } from '../../../../compiler/index.js';
import { literalForType } from '../../../../compiler/index.js';
import type { ParameterType } from '../../../../compiler/ir/plan.js';
import { podsOf, replace } from '../../../support/argo-pods.js';
import type { ArgoPod, ArgoWorkflow } from '../../../support/argo-pods.js';
import { planOf } from '../plans.js';
import { askPython, emitted, judge } from './emitted.js';

/** What readers between the author and the step could take for something else. */
const traps = [
  '{{workflow.name}}',
  '{{ workflow.name }}',
  '{{=sprig.env("PATH")}}',
  '{{inputs.parameters.x}}',
  '{{',
  '}}',
  '{',
  '{{{',
  '{{=',
  '{{{{',
  '$(COLLARD_PARAMETERS)',
  '$(HOME)',
  '$$',
  '$',
  '`id`',
  '"; rm -rf /',
  "'",
  '"',
  '\\',
  '\\n',
  '\n',
  '\r\n',
  '\t',
  '\0',
  '\x07',
  '\x1b[0m',
  '\x7f',
  '\u00ad',
  '\u200b',
  '\u2028',
  '\ufeff',
  '\u{e0001}',
  '🦆',
  'é',
  '数',
  ' ',
  '#',
  ': ',
  '- ',
  '---',
  '|',
  '&a',
  '*a',
  '!x',
  '%25',
  '%',
  'yes',
  'n',
  'null',
  '012',
  '1:30',
  '1_000',
  '0x1f',
  '2026-01-01',
  '=',
  '<<',
  '~',
  'python:',
  'python:1'
];
const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...traps), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 6 })
  .map(parts => parts.join('').replace(/\p{Surrogate}/gu, ''));

const workflowName = 'example-x7k2p';

function workflowOf(plan: Plan, changes: Partial<ArgoOptions> = {}): ArgoWorkflow {
  const emission = emitted(plan, changes);
  expect(emission.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return JSON.parse(JSON.stringify(emission.objects.at(-1))) as ArgoWorkflow;
}

function podOf(plan: Plan, changes: Partial<ArgoOptions> = {}): ArgoPod {
  const [pod] = podsOf(workflowOf(plan, changes), { name: workflowName });
  if (pod === undefined) {
    throw new Error('no pod');
  }
  return pod;
}

const word = (pod: ArgoPod, option: string): string | undefined =>
  pod.args.find(text => text.startsWith(`--${option}=`))?.slice(option.length + 3);

function withParameters(
  types: Readonly<Record<string, ParameterType>>,
  literals: Readonly<Record<string, string>>
): Plan {
  const names = Object.keys(types);
  return {
    ...planOf('example', { only: { parameters: names } }),
    parameters: names.map(name => ({
      name,
      type: types[name] ?? 'none',
      literal: literals[name] ?? 'None',
      value: null,
      cell: 'c1',
      line: 1
    }))
  };
}

/** Canonical literals, as the compiler prints them, by type. */
const literal = (type: ParameterType): fc.Arbitrary<string> => {
  const text = hostileText.map(value => JSON.stringify(value));
  const number = fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map(value => literalForType(String(value), 'float') ?? '0.0');
  const whole = fc.maxSafeInteger().map(value => String(value === 0 ? 0 : value));
  const scalar = fc.oneof(text, number, whole, fc.constantFrom('True', 'False', 'None'));
  const list = fc.array(scalar, { maxLength: 3 }).map(items => `[${items.join(', ')}]`);
  const dict = fc.dictionary(hostileText, fc.oneof(scalar, list), { maxKeys: 3, noNullPrototype: true }).map(
    entries =>
      `{${Object.entries(entries)
        .map(([key, value]) => `${JSON.stringify(key)}: ${value}`)
        .join(', ')}}`
  );
  const byType: Readonly<Record<ParameterType, fc.Arbitrary<string>>> = {
    str: text,
    float: number,
    int: whole,
    bool: fc.constantFrom('True', 'False'),
    none: fc.oneof(scalar, list, dict),
    list: fc.oneof(
      list,
      fc.tuple(dict, dict).map(items => `[${items.join(', ')}]`)
    ),
    dict: fc.oneof(
      dict,
      dict.map(inner => `{1: ${inner}}`)
    )
  };
  return byType[type];
};

const types = ['str', 'float', 'int', 'bool', 'none', 'list', 'dict'] as const;
const parameterNames = fc.uniqueArray(
  fc.constantFrom('a', 'json', 'item', 'größe', 'n', '数据', 'Größe', '_', 'retries'),
  { minLength: 1, maxLength: 4 }
);
const parameterCase = parameterNames
  .chain(names =>
    fc.record({
      types: fc
        .tuple(...names.map(() => fc.constantFrom(...types)))
        .map(list => Object.fromEntries(names.map((name, place) => [name, list[place] ?? 'str']))),
      seed: fc.nat()
    })
  )
  .chain(({ types: chosen }) =>
    fc
      .record(Object.fromEntries(Object.entries(chosen).map(([name, type]) => [name, literal(type)])))
      .map(literals => ({ types: chosen, literals }))
  );

test('every value of a parameter reaches the step as the literal that it was, as a default and as an override', () => {
  const cases = fc.sample(parameterCase, { numRuns: 300, seed: 5 });
  const questions = cases.flatMap(({ types: chosen, literals }) => {
    const asDefault = podOf(withParameters(chosen, literals));
    const overridden = podOf(withParameters(chosen, {}), { parameters: literals });
    return [asDefault, overridden].map(pod => ({ types: chosen, words: pod.env['COLLARD_PARAMETERS'] ?? '' }));
  });
  const answers = askPython<readonly unknown[]>('parameter_oracle.py', questions);
  expect(answers).toEqual(cases.flatMap(({ literals }) => [literals, literals]));
});

test('what somebody types into the form of a run is what the command line would make of it', () => {
  const typed = fc
    .oneof(
      hostileText,
      fc.constantFrom(
        'true',
        ' 7 ',
        '1e3',
        '-0',
        '+1',
        '[1,2,]',
        "{'a':1}",
        '1_000',
        '0x10',
        'None',
        '(1,)',
        'f"x"',
        "'a' 'b'",
        '1.',
        '.5',
        '9007199254740993'
      )
    )
    .filter(text => !text.startsWith('python:'));
  const cases = fc.sample(fc.record({ type: fc.constantFrom(...types), text: typed }), { numRuns: 300, seed: 7 });
  const questions = cases.map(({ type, text }) => {
    const workflow = workflowOf(withParameters({ p: type }, { p: type === 'str' ? '""' : 'None' }));
    const [pod] = podsOf(workflow, { name: workflowName, typed: { p: text } });
    return { types: { p: type }, words: pod?.env['COLLARD_PARAMETERS'] ?? '' };
  });
  const answers = askPython<readonly unknown[]>('parameter_oracle.py', questions);
  const expected = cases.map(({ type, text }) => literalForType(text, type));
  expect(answers.map(answer => (typeof answer === 'string' ? null : (answer as { readonly p: string }).p))).toEqual(
    expected
  );
});

test('names of folders and cells, and environment variables, arrive unchanged or are left out with a warning', () => {
  fc.assert(
    fc.property(hostileText, hostileText, hostileText, (folder, cell, value) => {
      const plan = planOf('example', { only: {} });
      const steps = plan.steps.map(step => ({ ...step, cells: [cell, 'c2'] }));
      const pod = podOf({ ...plan, steps }, { folder, environment: { VALUE: value } });
      expect(decodeURIComponent(word(pod, 'folder') ?? '')).toBe(folder);
      expect(pod.annotations['collard/cells']?.split(',').map(decodeURIComponent)).toEqual([cell, 'c2']);
      expect(pod.env['VALUE']).toBe(value.includes('{{') ? undefined : value);
      expect(pod.args.every(text => /^[A-Za-z0-9_./:@=,%+~-]*$/.test(text))).toBe(true);
    })
  );
});

test('annotations arrive unchanged or are left out with a warning; a pod cannot be cut off from its Workflow', () => {
  fc.assert(
    fc.property(hostileText, value => {
      const plan = planOf('example', { only: {} });
      const tags = { owner: value, 'workflows.argoproj.io/node-id': 'x' };
      const steps = plan.steps.map(step => ({
        ...step,
        annotations: tags,
        labels: { 'workflows.argoproj.io/workflow': 'other' }
      }));
      const { problems } = emitted({ ...plan, steps });
      const pod = podOf({ ...plan, steps });
      expect(pod.annotations['owner']).toBe(value.includes('{{') ? undefined : value);
      expect(Object.keys({ ...pod.labels, ...pod.annotations }).filter(key => key.startsWith('workflows.'))).toEqual(
        []
      );
      expect(problems.map(({ code }) => code).sort()).toEqual([
        ...(value.includes('{{') ? ['braces'] : []),
        'reserved-key',
        'reserved-key'
      ]);
    })
  );
});

test('whatever texts a plan holds, templates contain no tag but ours, and no description is replaced', () => {
  const ours = /^\{\{(workflow\.name|retries|=sprig\.b64enc\(workflow\.parameters\['[-\w]+'\]\))\}\}$/;
  fc.assert(
    fc.property(parameterCase, hostileText, ({ types: chosen, literals }, text) => {
      const workflow = workflowOf({ ...withParameters(chosen, literals), description: text }, { folder: text });
      const tags = JSON.stringify(workflow.spec.templates).match(/\{\{.*?\}\}/g) ?? [];
      expect(tags.filter(tag => !ours.test(tag))).toEqual([]);
      // Nothing in the rest is a tag either, but the name of the snapshot and of the Workflow.
      const rest = { ...workflow.spec, templates: [] };
      expect(replace(JSON.stringify(rest), new Map())).toBe(JSON.stringify(rest));
      expect(JSON.stringify(rest.arguments)).not.toContain('{{');
    })
  );
});

test('YAML 1.1 gives back what was emitted', () => {
  const cases = fc.sample(fc.tuple(parameterCase, hostileText), { numRuns: 60, seed: 11 });
  const emissions = cases.map(([{ types: chosen, literals }, text]) =>
    emitted(
      { ...withParameters(chosen, literals), description: text },
      {
        annotations: { note: text },
        labels: { y: 'n', 'on.off': 'yes' },
        program: { kind: 'embedded', archive: 'AAAA' }
      }
    )
  );
  const judgments = judge(emissions.map(({ documents }) => documents[0]?.text ?? ''));
  expect(judgments.map(({ errors }) => errors)).toEqual(cases.map(() => []));
  expect(judgments.map(({ objects }) => objects)).toEqual(
    emissions.map(({ objects }) => JSON.parse(JSON.stringify(objects)) as unknown)
  );
});

describe('names of templates', () => {
  const stepName = fc.stringMatching(/^[a-z0-9_][a-z0-9_-]{0,20}$/);
  const near = fc.constantFrom(
    'a_b',
    'a-b',
    'a__b',
    'a--b',
    '_a_b',
    'pipeline',
    'collard-snapshot',
    '1',
    '_',
    '__',
    'step-1',
    'step_1',
    'a-b-'
  );
  const names = fc.uniqueArray(fc.oneof(stepName, near), { minLength: 1, maxLength: 12 });
  const named = (steps: readonly string[]): ReadonlyMap<string, string> =>
    templateNames({ steps: planOf('p', Object.fromEntries(steps.map(name => [name, {}]))).steps });

  test('are what Argo allows, all different, and none of ours', () => {
    fc.assert(
      fc.property(names, steps => {
        const found = [...named(steps).values()];
        expect(new Set(found).size).toBe(steps.length);
        expect(found.filter(name => !/^[a-z][-a-z0-9]{0,127}$/.test(name) || name.endsWith('-'))).toEqual([]);
        expect(found.filter(name => name === 'pipeline' || name === 'collard-snapshot')).toEqual([]);
      })
    );
  });

  test('stay when another step comes that needs no similar one', () => {
    fc.assert(
      fc.property(names, steps => {
        const before = named(steps);
        const after = named([...steps, 'quite-another-step-of-a-long-name']);
        expect(steps.map(step => after.get(step))).toEqual(steps.map(step => before.get(step)));
      })
    );
  });
});
