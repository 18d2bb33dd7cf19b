/** Python literals as values of parameters: what JSON can say too, written in one canonical way. */
import type { ParameterType, ParameterValue } from '../ir/plan.js';
import { parsePython } from './python/parse.js';
import { contentOf, stringValue } from './python/string-values.js';
import { child, children, constantOf, flag, identifier, kindOf, operatorOf, type PyNode } from './python/tree.js';

export interface Literal {
  readonly type: ParameterType;
  /** Text that Python reads back as exactly this value. */
  readonly literal: string;
  /** The same as JSON; keys of a dict that are no strings become text. */
  readonly value: ParameterValue;
}

/** Why something is no literal, as the end of a sentence: "… is a tuple". */
export interface Refusal {
  readonly reason: string;
  readonly hint: string;
  /** Where the part that is refused stands in the text. */
  readonly start: number;
  readonly length: number;
}

export function isRefusal(result: Literal | Refusal): result is Refusal {
  return 'reason' in result;
}

/** Reads one literal, such as `[1, 2.5]`. */
export function parseLiteral(text: string, python: string | null = null): Literal | Refusal {
  const trimmed = text.trim();
  const { tree, problem } = parsePython(trimmed, python);
  const statements = tree === null ? [] : children(tree, 'statements').flatMap(list => children(list, 'statements'));
  const [only] = statements;
  if (problem !== null || only === undefined || statements.length > 1) {
    return { reason: 'is no Python literal', hint: '', start: 0, length: trimmed.length };
  }
  return literalOf(only, trimmed);
}

/**
 * The literal for a parameter of a known type, from what somebody typed: text stands for itself, whole numbers are numbers with a
 * fraction where those are wanted. Null when it does not fit.
 */
export function literalForType(text: string, type: ParameterType): string | null {
  if (type === 'str') {
    return stringLiteral(text);
  }
  const word = type === 'bool' ? text.trim().replace(/^[tf]/, letter => letter.toUpperCase()) : text;
  const parsed = parseLiteral(word);
  if (type === 'none') {
    return isRefusal(parsed) ? stringLiteral(text) : parsed.literal;
  }
  if (isRefusal(parsed)) {
    return null;
  }
  const literal = type === 'float' ? asFloat(parsed) : parsed;
  return literal.type === type ? literal.literal : null;
}

/** An int as the float of the same value; anything else as it is. */
export function asFloat(literal: Literal): Literal {
  return literal.type === 'int' && typeof literal.value === 'number' ? floatOf(literal.value) : literal;
}

/** @param text the source that the node was parsed from. */
export function literalOf(node: PyNode, text: string): Literal | Refusal {
  switch (kindOf(node)) {
    case 'Number':
      return numberOf(node);
    case 'UnaryOperation':
      return signed(node, text);
    case 'Constant':
      return constant(node);
    case 'StringList':
      return stringOf(node, text);
    case 'List':
      return listOf(node, text);
    case 'Dictionary':
      return dictOf(node, text);
    default:
      return refuse(node, ...reasonFor(node));
  }
}

function refuse({ start, length }: PyNode, reason: string, hint = ''): Refusal {
  return { reason, hint, start, length };
}

const step = 'Compute it in a step.';

function reasonFor(node: PyNode): readonly [reason: string, hint: string] {
  switch (kindOf(node)) {
    case 'Tuple':
      return ['is a tuple', 'Write a list: [a, b].'];
    case 'Set':
      return ['is a set', 'Write a list: [a, b].'];
    case 'Name':
      return [`is a variable, ${identifier(node)}`, 'Write the value itself, or compute it in a step.'];
    case 'Call':
      return ['is a call', step];
    case 'Comprehension':
      return ['is a comprehension', step];
    case 'Lambda':
      return ['is a function', 'Put it in a cell tagged functions.'];
    case 'Ellipsis':
      return ['is an ellipsis', 'Write a value.'];
    default:
      return ['must be computed', step];
  }
}

/** Beyond it, JSON and TypeScript would lose digits. */
const LARGEST_INT = 2 ** 53;

function numberOf(node: PyNode): Literal | Refusal {
  const { value } = node.d;
  if (flag(node, 'isImaginary')) {
    return refuse(node, 'is a complex number', 'Give its real and imaginary part as two parameters.');
  }
  if (flag(node, 'isInteger')) {
    return (typeof value === 'number' || typeof value === 'bigint') && value <= LARGEST_INT
      ? { type: 'int', literal: String(value), value: Number(value) }
      : refuse(
          node,
          'is an int beyond 2**53, which other programs would round',
          'Write it as a text and convert it in a step.'
        );
  }
  return typeof value === 'number' && Number.isFinite(value)
    ? floatOf(value)
    : refuse(node, 'is infinite', 'Write it as a text and convert it in a step.');
}

/** The shortest text that Python, too, reads as this very number. */
function floatOf(value: number): Literal {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return { type: 'float', literal: /[.e]/.test(text) ? text : `${text}.0`, value };
}

function signed(node: PyNode, text: string): Literal | Refusal {
  const operand = child(node, 'expr');
  const inner = operand === null ? refuse(node, 'must be computed', step) : literalOf(operand, text);
  if (isRefusal(inner)) {
    return inner;
  }
  const sign = operatorOf(node) === 'Subtract' ? -1 : operatorOf(node) === 'Add' ? 1 : null;
  if (sign === null || (inner.type !== 'int' && inner.type !== 'float') || typeof inner.value !== 'number') {
    return refuse(node, 'must be computed', step);
  }
  // There is no int -0.
  const value = inner.type === 'int' ? sign * inner.value + 0 : sign * inner.value;
  return inner.type === 'int' ? { type: 'int', literal: String(value), value } : floatOf(value);
}

function constant(node: PyNode): Literal | Refusal {
  switch (constantOf(node)) {
    case 'True':
      return { type: 'bool', literal: 'True', value: true };
    case 'False':
      return { type: 'bool', literal: 'False', value: false };
    case 'None':
      return { type: 'none', literal: 'None', value: null };
    default:
      return refuse(node, 'must be computed', step);
  }
}

function stringOf(node: PyNode, text: string): Literal | Refusal {
  const values: string[] = [];
  for (const part of children(node, 'strings')) {
    if (kindOf(part) === 'FormatString') {
      return refuse(part, 'is an f-string', step);
    }
    if (contentOf(part).bytes) {
      return refuse(part, 'is a bytes literal', 'Write a text and encode it in a step.');
    }
    const value = stringValue(part, text);
    if (value === null) {
      return refuse(part, 'holds a character that is written by its name (\\N{…})', 'Write the character itself.');
    }
    values.push(value);
  }
  const value = values.join('');
  return isWellFormed(value)
    ? { type: 'str', literal: stringLiteral(value), value }
    : refuse(node, 'holds half a character (a surrogate)', 'Write the character itself.');
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** JSON's escapes are Python's too. */
function stringLiteral(value: string): string {
  return JSON.stringify(value);
}

function listOf(node: PyNode, text: string): Literal | Refusal {
  const items: Literal[] = [];
  for (const item of children(node, 'items')) {
    const literal = literalOf(item, text);
    if (isRefusal(literal)) {
      return literal;
    }
    items.push(literal);
  }
  return {
    type: 'list',
    literal: `[${items.map(({ literal }) => literal).join(', ')}]`,
    value: items.map(({ value }) => value)
  };
}

function dictOf(node: PyNode, text: string): Literal | Refusal {
  const entries = new Map<string, { readonly key: Literal; readonly value: Literal }>();
  for (const item of children(node, 'items')) {
    const [keyNode, valueNode] = [child(item, 'keyExpr'), child(item, 'valueExpr')];
    if (keyNode === null || valueNode === null) {
      return refuse(item, ...reasonFor(item));
    }
    const key = literalOf(keyNode, text);
    const value = literalOf(valueNode, text);
    if (isRefusal(key) || isRefusal(value)) {
      return isRefusal(key) ? key : value;
    }
    if (key.type === 'list' || key.type === 'dict') {
      return refuse(keyNode, `is a ${key.type}, which cannot be a key`, 'Use a text or a number as the key.');
    }
    // As in Python, the first spelling of equal keys stays, with the last value.
    const identity = identityOf(key);
    entries.set(identity, { key: entries.get(identity)?.key ?? key, value });
  }
  const pairs = [...entries.values()];
  return {
    type: 'dict',
    literal: `{${pairs.map(({ key, value }) => `${key.literal}: ${value.literal}`).join(', ')}}`,
    value: Object.fromEntries(pairs.map(({ key, value }) => [jsonKey(key), value.value]))
  };
}

/** Equal for keys that Python takes for the same: `1`, `1.0` and `True`. */
function identityOf({ type, value }: Literal): string {
  return type === 'str' || type === 'none' ? `${type} ${JSON.stringify(value)}` : `number ${Number(value)}`;
}

function jsonKey({ value, literal }: Literal): string {
  return typeof value === 'string' ? value : literal;
}
