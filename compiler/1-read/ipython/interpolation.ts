/**
 * Which variables IPython puts into the text of a shell line or magic: `{expression}` and `$name`, with `{{ }}` and `$$` as
 * escapes. IPython expands all of them or, when one cannot be evaluated, none and passes the text on as it is.
 */
import { namesIn } from './names.js';

export interface Interpolation {
  /** Read for certain if the text is to mean what its writer meant. */
  readonly reads: readonly string[];
  /** Read if they exist; else the text is left to the shell, as with `$HOME` or `{train,test}`. */
  readonly maybeReads: readonly string[];
}

export const noNames: Interpolation = { reads: [], maybeReads: [] };

export function interpolation(text: string): Interpolation {
  const fields = splitFields(text);
  if (fields === null) {
    return noNames;
  }
  const expressions = fields.expressions.map(expression => ({ names: namesIn(expression), expression }));
  if (expressions.some(({ names }) => !names.wellFormed)) {
    return noNames;
  }
  const isBraceList = (expression: string): boolean => /^[\w.-]*(?:,[\w.-]*)+$/.test(expression);
  const reads = expressions.filter(({ expression }) => !isBraceList(expression)).flatMap(({ names }) => names.reads);
  const listed = expressions.filter(({ expression }) => isBraceList(expression)).flatMap(({ names }) => names.reads);
  const maybeReads = [...listed, ...fields.literals.flatMap(dollarNames)].filter(name => !reads.includes(name));
  return { reads: [...new Set(reads)], maybeReads: [...new Set(maybeReads)] };
}

interface Fields {
  readonly literals: readonly string[];
  readonly expressions: readonly string[];
}

/** The grammar of Python's `string.Formatter`; null where it finds a brace without its partner. */
function splitFields(text: string): Fields | null {
  const literals: string[] = [''];
  const expressions: string[] = [];
  for (let place = 0; place < text.length; place += 1) {
    const character = text[place] ?? '';
    if ((character === '{' || character === '}') && text[place + 1] === character) {
      literals[literals.length - 1] += character;
      place += 1;
    } else if (character === '{') {
      const end = fieldEnd(text, place + 1);
      if (end === null) {
        return null;
      }
      expressions.push(fieldExpression(text.slice(place + 1, end)));
      literals.push('');
      place = end;
    } else if (character === '}') {
      return null;
    } else {
      literals[literals.length - 1] += character;
    }
  }
  return { literals, expressions };
}

/** Offset of the brace that closes the field which begins at `start`. */
function fieldEnd(text: string, start: number): number | null {
  let depth = 1;
  for (let place = start; place < text.length; place += 1) {
    depth += text[place] === '{' ? 1 : text[place] === '}' ? -1 : 0;
    if (depth === 0) {
      return place;
    }
  }
  return null;
}

/** The field without its conversion and format: up to the first `!` or `:` outside square brackets. */
function fieldExpression(field: string): string {
  let brackets = 0;
  for (let place = 0; place < field.length; place += 1) {
    const character = field[place];
    brackets += character === '[' ? 1 : character === ']' ? -1 : 0;
    if (brackets <= 0 && (character === ':' || character === '!')) {
      return field.slice(0, place);
    }
  }
  return field;
}

/** `$name` and `$name.attribute`, outside single quotes. */
function dollarNames(literal: string): readonly string[] {
  const outsideQuotes = literal.replace(/'[^']*'/g, ' ');
  return [...outsideQuotes.matchAll(/\$(\$?)([\p{L}_][\p{L}\p{N}_]*)/gu)]
    .filter(([, escape]) => escape === '')
    .map(([, , name = '']) => name);
}
