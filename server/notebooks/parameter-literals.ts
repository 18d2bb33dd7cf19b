/** Values of parameters from a browser, checked against the plan and brought to the one canonical text. */
import { asFloat, isRefusal, parseLiteral } from '../../compiler/2-analyze/literals.js';
import type { Parameter, Plan } from '../../compiler/index.js';
import { OperationalError } from '../../protocol/operational-error.js';

/** @param asked Python literal text by name. @throws OperationalError `invalid-input` */
export function parameterLiterals(
  asked: Readonly<Record<string, string>>,
  { parameters }: Plan
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(asked).map(([name, text]) => [name, literalOf(parameters, name, text)]));
}

function literalOf(parameters: readonly Parameter[], name: string, text: string): string {
  const parameter = parameters.find(candidate => candidate.name === name);
  if (parameter === undefined) {
    throw new OperationalError('invalid-input', `The notebook has no parameter ${name}`, {
      hint: 'It may have been renamed: look at the parameters again.'
    });
  }
  const parsed = parseLiteral(text);
  const literal = isRefusal(parsed) || parameter.type !== 'float' ? parsed : asFloat(parsed);
  if (isRefusal(literal) || (parameter.type !== 'none' && literal.type !== parameter.type)) {
    throw new OperationalError('invalid-input', `${text} is no value for the parameter ${name}`, {
      hint: `The notebook has ${name} = ${parameter.literal}, which is of the type ${parameter.type}.`
    });
  }
  return literal.literal;
}
