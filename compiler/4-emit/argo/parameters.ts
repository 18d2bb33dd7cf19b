/**
 * Pipeline parameters as native parameters of a Workflow. A value that a person types in Argo's form reaches the step as it was
 * typed: the container gets it in base64, which Argo makes from the value itself, and the step runner reads the value as the
 * command line does. So the texts here are written for people.
 */
import type { Parameter, ParameterType, Plan, PlanStep } from '../../ir/plan.js';
import type { EmitProblems } from '../emit-problem.js';
import type { EnvironmentVariable, NativeParameter } from './model.js';
import { parameterName } from './names.js';
import { encodedWord, hasTemplateTag, utf8Length } from './words.js';

/** Before a value that is Python text in any case, also where plain text is expected. */
export const literalPrefix = 'python:';
/** Holds `<name>=<base64>` for each parameter that the step reads; the step runner takes it out of the environment. */
export const parametersVariable = 'COLLARD_PARAMETERS';

const descriptions: Readonly<Record<ParameterType, string>> = {
  int: 'a whole number',
  float: 'a number',
  str: 'a text, as it is, without quotes',
  bool: 'True or False',
  none: 'a Python value, or a text',
  list: 'a list as Python writes it, such as [1, 2]',
  dict: "a dict as Python writes it, such as {'a': 1}"
};

/** The parameters of the plan with the values of this document. */
export function nativeParameters(
  { parameters }: Plan,
  overrides: Readonly<Record<string, string>>
): readonly NativeParameter[] {
  return parameters.map(parameter => ({
    name: parameterName(parameter.name),
    value: parameterText(parameter, overrides[parameter.name] ?? parameter.literal),
    description: descriptions[parameter.type],
    ...(parameter.type === 'bool' ? { enum: ['True', 'False'] } : {})
  }));
}

/** A literal as people write it: a text stands for itself. Argo finds nothing to replace in it. */
export function parameterText({ type }: Pick<Parameter, 'type'>, literal: string): string {
  const plain = type === 'str' ? textOf(literal) : literal;
  if (type === 'str' && (plain === null || plain.startsWith(literalPrefix) || hasTemplateTag(plain))) {
    return literalPrefix + withoutTags(literal);
  }
  return withoutTags(plain ?? literal);
}

/** Canonical literals of texts are JSON (`2-analyze/literals.ts`). */
function textOf(literal: string): string | null {
  const value: unknown = JSON.parse(literal);
  return typeof value === 'string' ? value : null;
}

/** Two braces in a row stand only inside of texts, where Python reads `\x7b` as a brace. */
function withoutTags(literal: string): string {
  return literal.replace(/\{(?=\{)/g, '\\x7b');
}

/** Linux' limit for one variable of an environment, in bytes, with its name. */
const largestVariable = 128 << 10;

/** The values that a step reads, by native name; base64 has no character that anybody replaces. */
export function parameterVariables({ parameters }: PlanStep): readonly EnvironmentVariable[] {
  const words = parameters.map(
    name => `${encodedWord(name)}={{=sprig.b64enc(workflow.parameters['${parameterName(name)}'])}}`
  );
  return words.length === 0 ? [] : [{ name: parametersVariable, value: words.join(' ') }];
}

/** A step whose parameters do not fit into its environment could not even be started. */
export function checkParameterSizes(
  plan: Plan,
  steps: readonly PlanStep[],
  overrides: Readonly<Record<string, string>>,
  problems: EmitProblems
): void {
  const texts = new Map(nativeParameters(plan, overrides).map(({ name, value = '' }) => [name, value]));
  for (const { name: step, parameters } of steps) {
    const sizes = parameters.map(
      name => encodedWord(name).length + 2 + base64Length(texts.get(parameterName(name)) ?? '')
    );
    const size = sizes.reduce((sum, one) => sum + one, parametersVariable.length + 2);
    if (size > largestVariable) {
      const message = `The parameters of step ${step} take ${Math.ceil(size / 1024)} KiB, more than the 128 KiB that a pod can be given.`;
      problems.error({ code: 'too-large', step, message, hint: 'Put large values into a file of the workspace.' });
    }
  }
}

function base64Length(text: string): number {
  return Math.ceil(utf8Length(text) / 3) * 4;
}
