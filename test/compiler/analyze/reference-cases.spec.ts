/**
 * The reference catalogue: 153 pieces of Python with the names that a step of them needs and leaves behind, and 35 pipelines with
 * the provider of every name and the problems to be reported.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { toPython } from '../../../compiler/1-read/ipython.js';
import { isBuiltin } from '../../../compiler/2-analyze/builtins.js';
import type { AnalyzedNotebook } from '../../../compiler/2-analyze/index.js';
import { analyzeText } from '../../../compiler/2-analyze/python/analyze-text.js';
import type { StepFacts } from '../../../compiler/2-analyze/python/step-facts.js';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.js';
import { step } from '../../support/notebook.js';
import { analyzed } from './analyzed.js';

const names = z.array(z.string());
const schema = z.object({
  step: z.array(
    z.object({
      id: z.string(),
      desc: z.string(),
      code: z.string(),
      ins: names,
      outs: names,
      mut: names.optional(),
      pass: names.optional(),
      imports: names.optional(),
      star: names.optional()
    })
  ),
  pipeline: z.array(
    z.object({
      id: z.string(),
      desc: z.string(),
      pipeline: z.object({
        imports: z.string().optional(),
        params: z.record(z.string(), z.number()).optional(),
        steps: z.array(z.object({ name: z.string(), deps: names.optional(), code: z.string() }))
      }),
      inputs: z.record(z.string(), z.record(z.string(), z.string())).nullable(),
      diagnostics: names
    })
  )
});

const cases = schema.parse(JSON.parse(readFileSync(join(__dirname, 'data/python-analysis.json'), 'utf8')));

/** History variables count as existing in the catalogue; whether they may be used is a question for the pipeline. */
const ipythonNames: ReadonlySet<string> = new Set(['_', 'Out']);

function needed({ needs }: StepFacts): readonly string[] {
  return [...needs.values()]
    .filter(({ name, kind }) => kind !== 'text' && !isBuiltin(name) && !ipythonNames.has(name))
    .map(({ name }) => name)
    .sort();
}

function imported({ mayEnd, binds }: StepFacts): readonly string[] {
  return [...mayEnd].filter(name => (binds.get(name)?.at(-1)?.op?.imported ?? null) !== null).sort();
}

function mutated({ changes, binds }: StepFacts): readonly string[] {
  const names_ = changes.filter(({ level, name }) => level === 'certain' && !binds.has(name)).map(({ name }) => name);
  return [...new Set(names_)].sort();
}

function left(facts: StepFacts): readonly string[] {
  const modules = new Set(imported(facts));
  return [...new Set([...[...facts.mayEnd].filter(name => !modules.has(name)), ...mutated(facts)])].sort();
}

/** Names that keep their old value on some path. */
function passedThrough(facts: StepFacts): readonly string[] {
  const { mayEnd, mustEnd, likelyEnd, needs } = facts;
  return [...mayEnd].filter(name => !mustEnd.has(name) && !likelyEnd.has(name) && !needs.has(name)).sort();
}

describe('a step of one cell', () => {
  it.each(cases.step.map(each => [each.id, each.desc, each] as const))('%s: %s', (_id, _desc, expected) => {
    const { facts, problem } = analyzeText(toPython(expected.code).python, null);
    expect(problem).toBeNull();
    expect(needed(facts)).toEqual([...expected.ins].sort());
    expect(left(facts)).toEqual([...expected.outs].sort());
    expect(mutated(facts)).toEqual([...(expected.mut ?? [])].sort());
    expect(imported(facts)).toEqual([...(expected.imports ?? [])].sort());
    expect(facts.stars.map(({ module }) => module)).toEqual(expected.star ?? []);
    expect(expected.pass === undefined || passedThrough(facts).join() === expected.pass.join()).toBe(true);
  });
});

/** The codes that the catalogue knows. Codes that came later, such as notebook-order, are extra and have tests of their own. */
const vocabulary: ReadonlySet<string> = new Set([
  'syntax',
  'conflict',
  'missing-dep',
  'defined-later',
  'undefined',
  'maybe-star',
  'may-mutate',
  'param-overwritten',
  'import-in-step'
]);

function asInCatalogue({ code, step: reader = '', name = '', steps = [] }: Diagnostic): string {
  return [code, reader, ...(code === 'syntax' ? [] : [name, steps.join(',')])].filter(part => part !== '').join(':');
}

/** Inputs, repeated definitions and parameters of each step, by where they come from. */
function origins({ steps }: AnalyzedNotebook): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(
    steps
      .map(({ step: { name }, inputs, definitions, parameters }) => {
        const taken = [...inputs, ...definitions].map(edge => [edge.name, edge.from] as const);
        return [
          name,
          Object.fromEntries([...taken, ...parameters.map(parameter => [parameter, 'param'] as const)])
        ] as const;
      })
      .filter(([, from]) => Object.keys(from).length > 0)
  );
}

describe('a pipeline', () => {
  it.each(cases.pipeline.map(each => [each.id, each.desc, each] as const))('%s: %s', (_id, _desc, expected) => {
    const { imports, params = {}, steps } = expected.pipeline;
    const parameters = Object.entries(params).map(([name, value]) => `${name} = ${String(value)}`);
    const { notebook, problems } = analyzed([
      ...(imports === undefined ? [] : [[['imports'], imports] as const]),
      ...(parameters.length === 0 ? [] : [[['pipeline-parameters'], parameters.join('\n')] as const]),
      ...steps.map(({ name, deps = [], code }) => [step(name, ...deps), code] as const)
    ]);
    const found = problems.filter(({ code }) => vocabulary.has(code)).map(asInCatalogue);
    expect([...found].sort()).toEqual([...expected.diagnostics].sort());
    if (expected.inputs !== null) {
      expect(origins(notebook)).toEqual(expected.inputs);
    }
  });
});
