/** Errors that CPython reports and pyright's parser leaves to its type checker. */
import type { SyntaxProblem } from './parse.js';
import type { LineTable } from './positions.js';
import { allChildren, child, children, flag, identifier, kindOf, type PyNode } from './tree.js';

/** Python's own limit for indentation. */
const MAXIMUM_DEPTH = 100;

interface Around {
  /** The function whose scope the node is in. */
  readonly function: PyNode | null;
  /** Some function is around, perhaps with a class between. */
  readonly inFunction: boolean;
  /** In a generator expression, which may be asynchronous by itself. */
  readonly inGenerator: boolean;
  /** Within a function or a class. */
  readonly nested: boolean;
  readonly depth: number;
}

export function missedProblems(tree: PyNode, text: string, lines: LineTable): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const report = (node: PyNode, message: string, hint = ''): void => {
    problems.push({ message, hint, span: lines.span(node.start, node.length) });
  };
  const waiting: { readonly node: PyNode; readonly around: Around }[] = [
    { node: tree, around: { function: null, inFunction: false, inGenerator: false, nested: false, depth: 0 } }
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, around } = next;
    checkTargets(node, report);
    checkPlace(node, around, text, report);
    const inner = aroundChildren(node, around);
    if (inner.depth > MAXIMUM_DEPTH) {
      report(node, 'This code is nested too deeply to be read.', 'Move the inner blocks into functions.');
      break;
    }
    waiting.push(...allChildren(node).map(each => ({ node: each, around: inner })));
  }
  return problems;
}

type Report = (node: PyNode, message: string, hint?: string) => void;

function aroundChildren(node: PyNode, around: Around): Around {
  switch (kindOf(node)) {
    case 'Function':
    case 'Lambda':
      return { ...around, function: node, inFunction: true, inGenerator: false, nested: true };
    case 'Comprehension':
      return flag(node, 'isGenerator') || flag(node, 'hasParens') ? { ...around, inGenerator: true } : around;
    case 'Class':
      return { ...around, function: null, inGenerator: false, nested: true };
    case 'Suite':
      return { ...around, depth: around.depth + 1 };
    default:
      return around;
  }
}

function checkTargets(node: PyNode, report: Report): void {
  switch (kindOf(node)) {
    case 'Assignment':
      return checkTarget(child(node, 'leftExpr'), 'assign to', report);
    case 'AugmentedAssignment': {
      const target = child(node, 'destExpr');
      return target !== null && ['Tuple', 'List'].includes(kindOf(target))
        ? report(target, 'A tuple or list cannot be the target of an augmented assignment.')
        : checkTarget(target, 'assign to', report);
    }
    case 'For':
    case 'ComprehensionFor':
      return checkTarget(child(node, 'targetExpr'), 'assign to', report);
    case 'WithItem':
      return checkTarget(child(node, 'target'), 'assign to', report);
    case 'Del':
      return children(node, 'targets').forEach(target => checkTarget(target, 'delete', report));
    default:
      return;
  }
}

function checkTarget(target: PyNode | null, verb: 'assign to' | 'delete', report: Report): void {
  if (target === null) {
    return;
  }
  switch (kindOf(target)) {
    case 'Name':
    case 'MemberAccess':
    case 'Index':
    case 'Error':
      return;
    case 'Tuple':
    case 'List':
      if (children(target, 'items').filter(item => kindOf(item) === 'Unpack').length > 1) {
        return report(target, 'Only one starred name may take the rest of the values.');
      }
      return children(target, 'items').forEach(item => checkTarget(item, verb, report));
    case 'Unpack':
      return checkTarget(child(target, 'expr'), verb, report);
    case 'TypeAnnotation':
      return checkTarget(child(target, 'valueExpr'), verb, report);
    default:
      return report(target, `Python cannot ${verb} ${description(target)}.`, hintFor(target));
  }
}

function hintFor(target: PyNode): string {
  return kindOf(target) === 'BinaryOperation'
    ? 'To compare, write `==`; a name cannot hold `-` or other operators.'
    : '';
}

function description(target: PyNode): string {
  switch (kindOf(target)) {
    case 'Call':
      return 'the result of a call';
    case 'StringList':
    case 'Number':
    case 'Constant':
    case 'Ellipsis':
      return 'a literal';
    case 'Lambda':
      return 'a lambda';
    case 'Comprehension':
      return 'a comprehension';
    case 'Dictionary':
    case 'Set':
      return 'a dict or set display';
    default:
      return 'an expression';
  }
}

function checkPlace(node: PyNode, around: Around, text: string, report: Report): void {
  switch (kindOf(node)) {
    case 'Yield':
    case 'YieldFrom':
      return around.function === null ? report(node, '`yield` can be used only within a function.') : undefined;
    case 'Await':
      return checkAsync(node, around, '`await`', report);
    case 'For':
    case 'With':
      return flag(node, 'isAsync')
        ? checkAsync(node, around, `\`async ${kindOf(node).toLowerCase()}\``, report)
        : undefined;
    case 'ImportFrom':
      return flag(node, 'isWildcardImport') && around.nested
        ? report(node, '`import *` can be used only at the top level of a cell.')
        : undefined;
    case 'Nonlocal':
      return !around.inFunction ? report(node, '`nonlocal` can be used only within a function.') : undefined;
    case 'Number': {
      const literal = text.slice(node.start, node.start + node.length);
      return /^0[\d_]*[1-9][\d_]*$/.test(literal)
        ? report(node, 'A decimal number cannot begin with 0.', 'Octal numbers begin with 0o.')
        : undefined;
    }
    case 'Function':
      return checkDeclarations(node, report);
    case 'Call':
      return checkKeywords(node, report);
    default:
      return;
  }
}

/** At the top level IPython allows `await`; in a function that is not `async` nothing does. */
function checkAsync(node: PyNode, around: Around, what: string, report: Report): void {
  if (around.function !== null && !around.inGenerator && !flag(around.function, 'isAsync')) {
    report(node, `${what} can be used only within an \`async def\` function.`);
  }
}

/** `global x` must come before `x` is used, and `x` must not be a parameter. */
function checkDeclarations(node: PyNode, report: Report): void {
  const parameters = new Set(
    children(node, 'params').flatMap(parameter => {
      const name = child(parameter, 'name');
      return name === null ? [] : [identifier(name)];
    })
  );
  const suite = child(node, 'suite');
  const own = suite === null ? [] : ownNodes(suite);
  const firstUse = new Map<string, number>();
  for (const each of own) {
    if (kindOf(each) === 'Name') {
      const name = identifier(each);
      firstUse.set(name, Math.min(firstUse.get(name) ?? Infinity, each.start));
    }
  }
  for (const declaration of own.filter(each => ['Global', 'Nonlocal'].includes(kindOf(each)))) {
    const word = kindOf(declaration).toLowerCase();
    for (const target of children(declaration, 'targets')) {
      const name = identifier(target);
      if (parameters.has(name)) {
        report(target, `\`${name}\` is a parameter and cannot be declared ${word}.`);
      } else if ((firstUse.get(name) ?? Infinity) < declaration.start) {
        report(
          target,
          `\`${name}\` is used before it is declared ${word}.`,
          `Put \`${word} ${name}\` at the start of the function.`
        );
      }
    }
  }
}

/** Nodes of a function's own scope; attribute and keyword names are no uses of a name. */
function ownNodes(suite: PyNode): readonly PyNode[] {
  const found: PyNode[] = [];
  const waiting: PyNode[] = [suite];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    found.push(node);
    const kind = kindOf(node);
    if (['Function', 'Class', 'Lambda', 'Comprehension', 'Global', 'Nonlocal'].includes(kind)) {
      continue;
    }
    const skipped = kind === 'MemberAccess' ? child(node, 'member') : kind === 'Argument' ? child(node, 'name') : null;
    waiting.push(...allChildren(node).filter(each => each !== skipped));
  }
  return found;
}

function checkKeywords(node: PyNode, report: Report): void {
  const seen = new Set<string>();
  for (const argument of children(node, 'args')) {
    const name = child(argument, 'name');
    if (name !== null && seen.has(identifier(name))) {
      report(name, `The keyword argument \`${identifier(name)}\` is given twice.`);
    } else if (name !== null) {
      seen.add(identifier(name));
    }
  }
}
