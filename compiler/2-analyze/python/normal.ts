/**
 * The normal form of a statement: a text that is equal for two statements exactly when Python would see the same program. It
 * knows no comments, layout, redundant parentheses, quotes or spellings of numbers; everything else is kept. Cache keys are made
 * of it, so a difference that is lost here would let an old result pass for a new one: what is not understood is kept as written.
 */
import { formatParts, type FormatPart } from './format-strings.js';
import { contentOf, normalString } from './string-values.js';
import {
  child,
  children,
  constantOf,
  flag,
  identifier,
  isNode,
  kindOf,
  number,
  operatorOf,
  type NodeKind,
  type PyNode
} from './tree.js';

/** A piece of output: text as it is, or a node that is still to be written. */
export type NormalPart = string | PyNode;

/** @param text the source that the node was parsed from. */
export function normalForm(node: PyNode, text: string): string {
  const written: string[] = [];
  // Its own stack: chains of `elif` nest as deep as they are long.
  const waiting: NormalPart[] = [node];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (typeof part === 'string') {
      written.push(part);
    } else {
      waiting.push(...[...partsOf(part, text)].reverse());
    }
  }
  return written.join('');
}

/** A line that is no Python, such as a magic, is its own normal form. */
export function normalText(line: string): string {
  return `(Text ${JSON.stringify(line)})`;
}

function partsOf(node: PyNode, text: string): readonly NormalPart[] {
  const inner = onlyPattern(node);
  if (inner !== null) {
    return [inner];
  }
  const kind = kindOf(node);
  const rule = rules[kind];
  return [
    '(',
    kind,
    ...(typeof rule === 'function' ? rule(node, text) : rule.flatMap(field => fieldParts(node, field))),
    ')'
  ];
}

/** A pattern without `|` and `as` around it is just that pattern. */
function onlyPattern(node: PyNode): PyNode | null {
  const patterns = kindOf(node) === 'PatternAs' && child(node, 'target') === null ? children(node, 'orPatterns') : [];
  return patterns.length === 1 ? (patterns[0] ?? null) : null;
}

/** A field as ` value`; an empty one as ` -`, so that those behind it keep their places. */
function fieldParts(node: PyNode, field: string): readonly NormalPart[] {
  const value = node.d[field];
  if (value === undefined || value === null) {
    return [' -'];
  }
  if (isNode(value)) {
    return [' ', value];
  }
  if (Array.isArray(value)) {
    return [' ', ...list(value.filter(isNode))];
  }
  return [` ${JSON.stringify(value)}`];
}

function list(nodes: readonly PyNode[]): readonly NormalPart[] {
  return ['[', ...nodes.flatMap(node => [' ', node]), ']'];
}

type Rule = readonly string[] | ((node: PyNode, text: string) => readonly NormalPart[]);

/**
 * What is written of each kind of node. Fields left out are tokens, places, parentheses, type comments (comments, to Python), and
 * facts that follow from others.
 */
const rules: Readonly<Record<NodeKind, Rule>> = {
  Argument: ['argCategory', 'name', 'valueExpr'],
  Assert: ['testExpr', 'exceptionExpr'],
  Assignment: ['leftExpr', 'rightExpr'],
  AssignmentExpression: ['name', 'rightExpr'],
  AugmentedAssignment: node => [operator(node), ...fieldParts(node, 'leftExpr'), ...fieldParts(node, 'rightExpr')],
  Await: ['expr'],
  BinaryOperation: binaryOperation,
  Break: [],
  Call: node => [...fieldParts(node, 'leftExpr'), ...callArguments(children(node, 'args'))],
  Case: ['pattern', 'guardExpr', 'suite'],
  Class: node => [
    ...['decorators', 'name', 'typeParams'].flatMap(field => fieldParts(node, field)),
    ...callArguments(children(node, 'arguments')),
    ...fieldParts(node, 'suite')
  ],
  Comprehension: ['isGenerator', 'expr', 'forIfNodes'],
  ComprehensionFor: node => [
    ...asynchronous(node),
    ...fieldParts(node, 'targetExpr'),
    ...fieldParts(node, 'iterableExpr')
  ],
  ComprehensionIf: ['testExpr'],
  Constant: node => [` ${constantOf(node)}`],
  Continue: [],
  Decorator: ['expr'],
  Del: ['targets'],
  Dictionary: ['items'],
  DictionaryExpandEntry: ['expr'],
  DictionaryKeyEntry: ['keyExpr', 'valueExpr'],
  Ellipsis: [],
  Error: asWritten,
  Except: ['isExceptGroup', 'typeExpr', 'name', 'exceptSuite'],
  For: node => [
    ...asynchronous(node),
    ...['targetExpr', 'iterableExpr', 'forSuite', 'elseSuite'].flatMap(field => fieldParts(node, field))
  ],
  FormatString: (node, text) => formatString([node], text),
  Function: ['isAsync', 'decorators', 'name', 'typeParams', 'params', 'returnAnnotation', 'suite'],
  FunctionAnnotation: asWritten,
  Global: ['targets'],
  If: ifStatement,
  Import: node => [...lazy(node), ...fieldParts(node, 'list')],
  ImportAs: ['module', 'alias'],
  ImportFrom: node => [
    ...lazy(node),
    ...fieldParts(node, 'module'),
    ...(flag(node, 'isWildcardImport') ? [' *'] : fieldParts(node, 'imports'))
  ],
  ImportFromAs: ['name', 'alias'],
  Index: indexing,
  Lambda: ['params', 'expr'],
  List: ['items'],
  Match: ['expr', 'cases'],
  MemberAccess: ['leftExpr', 'member'],
  Module: statements,
  ModuleName: ['leadingDots', 'nameParts'],
  Name: node => [` ${identifier(node)}`],
  Nonlocal: ['targets'],
  Number: numberLiteral,
  Parameter: ['category', 'name', 'annotation', 'defaultValue'],
  Pass: [],
  PatternAs: ['orPatterns', 'target'],
  PatternCapture: ['isStar', 'isWildcard', 'target'],
  PatternClass: ['className', 'args'],
  PatternClassArgument: ['name', 'pattern'],
  PatternLiteral: ['expr'],
  PatternMapping: ['entries'],
  PatternMappingExpandEntry: ['target'],
  PatternMappingKeyEntry: ['keyPattern', 'valuePattern'],
  PatternSequence: ['entries'],
  PatternValue: ['expr'],
  Raise: ['expr', 'fromExpr'],
  Return: ['expr'],
  Set: ['items'],
  Slice: ['startValue', 'endValue', 'stepValue'],
  StatementList: statements,
  String: (node, text) => [normalLiteral(node, text)],
  StringList: stringLiteral,
  Suite: statements,
  Ternary: ['testExpr', 'ifExpr', 'elseExpr'],
  Try: ['trySuite', 'exceptClauses', 'elseSuite', 'finallySuite'],
  Tuple: ['items'],
  TypeAlias: ['name', 'typeParams', 'expr'],
  TypeAnnotation: annotation,
  TypeParameter: ['typeParamKind', 'name', 'boundExpr', 'defaultExpr'],
  TypeParameterList: ['params'],
  UnaryOperation: node => [operator(node), ...fieldParts(node, 'expr')],
  Unpack: ['expr'],
  While: ['testExpr', 'whileSuite', 'elseSuite'],
  With: node => [...asynchronous(node), ...fieldParts(node, 'withItems'), ...fieldParts(node, 'suite')],
  WithItem: ['expr', 'target'],
  Yield: ['expr'],
  YieldFrom: ['expr']
};

/** What the parser could not make sense of, or what this file does not know. */
function asWritten({ start, length }: PyNode, text: string): readonly NormalPart[] {
  return [` ${JSON.stringify(text.slice(start, start + length))}`];
}

function operator(node: PyNode): string {
  return ` ${operatorOf(node)}`;
}

function asynchronous(node: PyNode): readonly NormalPart[] {
  return flag(node, 'isAsync') ? [' async'] : [];
}

function lazy(node: PyNode): readonly NormalPart[] {
  return flag(node, 'isLazy') ? [' lazy'] : [];
}

const comparisons: ReadonlySet<string> = new Set(
  'Equals NotEquals LessOrGreaterThan LessThan LessThanOrEqual GreaterThan GreaterThanOrEqual Is IsNot In NotIn'.split(
    ' '
  )
);

/** `a < b < c` and `a < (b < c)` have one tree and two meanings; only in comparisons do the parentheses tell. */
function binaryOperation(node: PyNode): readonly NormalPart[] {
  const right = child(node, 'rightExpr');
  const isComparison = (each: PyNode | null): boolean =>
    each !== null && kindOf(each) === 'BinaryOperation' && comparisons.has(operatorOf(each));
  const isChained = isComparison(node) && right !== null && isComparison(right) && !flag(right, 'hasParens');
  return [
    operator(node),
    isChained ? ' chained' : '',
    ...fieldParts(node, 'leftExpr'),
    ...fieldParts(node, 'rightExpr')
  ];
}

/** `elif` is an `else:` with one `if` in it. */
function ifStatement(node: PyNode): readonly NormalPart[] {
  const otherwise = child(node, 'elseSuite');
  const isElif = otherwise !== null && kindOf(otherwise) === 'If';
  const last = isElif ? [' (Suite[ ', otherwise, '])'] : fieldParts(node, 'elseSuite');
  return [...fieldParts(node, 'testExpr'), ...fieldParts(node, 'ifSuite'), ...last];
}

/** Statements on one line are separate statements. */
function statements(node: PyNode): readonly NormalPart[] {
  const flat = children(node, 'statements').flatMap(statement =>
    kindOf(statement) === 'StatementList' ? children(statement, 'statements') : [statement]
  );
  return list(flat);
}

/** Python evaluates `*rest` with the positional arguments, wherever it stands. */
function callArguments(given: readonly PyNode[]): readonly NormalPart[] {
  const isPositional = (argument: PyNode): boolean =>
    child(argument, 'name') === null && number(argument, 'argCategory') !== DOUBLE_STAR;
  return [' ', ...list([...given.filter(isPositional), ...given.filter(argument => !isPositional(argument))])];
}

/** Categories of arguments in the parser. */
const STAR = 1;
const DOUBLE_STAR = 2;

/** `x[1, 2]` is `x[(1, 2)]`. */
function indexing(node: PyNode): readonly NormalPart[] {
  const items = children(node, 'items');
  const [only] = items;
  const isTuple = items.length !== 1 || flag(node, 'trailingComma') || number(only ?? node, 'argCategory') !== 0;
  const values = items.map(item => (child(item, 'name') === null ? indexValue(item) : [item]));
  const index = isTuple ? ['(Tuple ', '[', ...values.flatMap(value => [' ', ...value]), '])'] : (values[0] ?? []);
  return [...fieldParts(node, 'leftExpr'), ' ', ...index];
}

function indexValue(item: PyNode): readonly NormalPart[] {
  const value = child(item, 'valueExpr') ?? item;
  return number(item, 'argCategory') === STAR && kindOf(value) !== 'Unpack' ? ['(Unpack ', value, ')'] : [value];
}

function numberLiteral(node: PyNode): readonly NormalPart[] {
  const kind = flag(node, 'isImaginary') ? 'imaginary' : flag(node, 'isInteger') ? 'int' : 'float';
  return [` ${kind} ${String(node.d['value'])}`];
}

/** Adjacent literals are one, as they are to Python. */
function stringLiteral(node: PyNode, text: string): readonly NormalPart[] {
  const strings = children(node, 'strings');
  if (strings.some(part => kindOf(part) === 'FormatString')) {
    return formatString(strings, text);
  }
  const kind = strings.some(part => contentOf(part).bytes) ? 'bytes' : 'str';
  return [` ${kind} "`, ...strings.map(part => normalLiteral(part, text)), '"'];
}

function normalLiteral(node: PyNode, text: string): string {
  const content = contentOf(node);
  return normalString(text.slice(content.start, content.end), content);
}

function formatString(strings: readonly PyNode[], text: string): readonly NormalPart[] {
  const parts = formatParts(strings, text);
  const isTemplate = strings.some(part => contentOf(part).template);
  if (parts === null) {
    return strings.flatMap(part => asWritten(part, text));
  }
  return [isTemplate ? ' template' : ' format', ...formatted(parts, isTemplate)];
}

function formatted(parts: readonly FormatPart[], isTemplate: boolean): readonly NormalPart[] {
  return parts.flatMap(part => {
    if (typeof part === 'string') {
      return [` "${part}"`];
    }
    const { expression, source, conversion, format } = part;
    const spec = format === null ? [' -'] : [' [', ...formatted(format, isTemplate), ']'];
    return [' {', isTemplate ? `${JSON.stringify(source)} ` : '', expression, ` ${conversion ?? '-'}`, ...spec, '}'];
  });
}

/** `(x): int` does not make `x` an annotated name; `x: int` does. The parser counts the parentheses to the name. */
function annotation(node: PyNode, text: string): readonly NormalPart[] {
  const target = child(node, 'valueExpr');
  const inParentheses = target !== null && kindOf(target) === 'Name' && text[target.start] === '(';
  return [inParentheses ? ' parenthesized' : '', ...fieldParts(node, 'valueExpr'), ...fieldParts(node, 'annotation')];
}
