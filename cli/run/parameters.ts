/** `-p name=value`: values as the notebook's parameter wants them. */
import { literalForType } from '../../compiler/index.js';
import type { Parameter, Plan } from '../../compiler/index.js';
import { didYouMean } from '../command-line/nearest.js';
import { UsageError } from '../command-line/usage-error.js';

/** Overrides by name, as canonical Python literals. */
export function parameterLiterals(typed: readonly string[], { parameters }: Plan): Readonly<Record<string, string>> {
  const known = parameters.map(({ name }) => name);
  return Object.fromEntries(
    typed.map(text => {
      const equals = text.indexOf('=');
      if (equals < 1) {
        throw new UsageError(`-p needs name=value, not "${text}".`, known.length > 0 ? didYouMean(text, known) : '');
      }
      const name = text.slice(0, equals).trim();
      const parameter = parameters.find(candidate => candidate.name === name);
      if (parameter === undefined) {
        const hint = known.length === 0 ? 'It has no pipeline-parameters cell.' : didYouMean(name, known);
        throw new UsageError(`The notebook has no parameter "${name}".`, hint);
      }
      return [name, literalOf(parameter, text.slice(equals + 1))];
    })
  );
}

function literalOf({ name, type, literal }: Parameter, text: string): string {
  const found = literalForType(text, type);
  if (found === null) {
    throw new UsageError(
      `The parameter ${name} is ${article(type)} ${type}, which "${text}" is not.`,
      `The notebook has ${name} = ${literal}.`
    );
  }
  return found;
}

function article(word: string): string {
  return /^[aeiou]/.test(word) ? 'an' : 'a';
}
