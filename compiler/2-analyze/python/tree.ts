/**
 * Reading pyright's syntax tree. Its node kinds are numbers that change between versions, and its fields are untyped here;
 * this file is the only one that knows both, so that a new parser version is checked in one place.
 */
import { KeywordType, OperatorType, ParseNodeType, type PyNode } from '#pyright-parser';

export type { PyNode };

const nodeKinds = [
  'Error',
  'Argument',
  'Assert',
  'Assignment',
  'AssignmentExpression',
  'AugmentedAssignment',
  'Await',
  'BinaryOperation',
  'Break',
  'Call',
  'Class',
  'Comprehension',
  'ComprehensionFor',
  'ComprehensionIf',
  'Constant',
  'Continue',
  'Decorator',
  'Del',
  'Dictionary',
  'DictionaryExpandEntry',
  'DictionaryKeyEntry',
  'Ellipsis',
  'If',
  'Import',
  'ImportAs',
  'ImportFrom',
  'ImportFromAs',
  'Index',
  'Except',
  'For',
  'FormatString',
  'Function',
  'Global',
  'Lambda',
  'List',
  'MemberAccess',
  'Module',
  'ModuleName',
  'Name',
  'Nonlocal',
  'Number',
  'Parameter',
  'Pass',
  'Raise',
  'Return',
  'Set',
  'Slice',
  'StatementList',
  'StringList',
  'String',
  'Suite',
  'Ternary',
  'Tuple',
  'Try',
  'TypeAnnotation',
  'UnaryOperation',
  'Unpack',
  'While',
  'With',
  'WithItem',
  'Yield',
  'YieldFrom',
  'FunctionAnnotation',
  'Match',
  'Case',
  'PatternSequence',
  'PatternAs',
  'PatternLiteral',
  'PatternClass',
  'PatternCapture',
  'PatternMapping',
  'PatternMappingKeyEntry',
  'PatternMappingExpandEntry',
  'PatternValue',
  'PatternClassArgument',
  'TypeParameter',
  'TypeParameterList',
  'TypeAlias'
] as const;

export type NodeKind = (typeof nodeKinds)[number];

const kindByNumber: ReadonlyMap<number, NodeKind> = new Map(
  nodeKinds.map(kind => [ParseNodeType[kind] ?? -1, kind] as const)
);

/** The kind of a node by name; a kind that this file does not know is treated as an error node. */
export function kindOf(node: PyNode): NodeKind {
  return kindByNumber.get(node.nodeType) ?? 'Error';
}

/** Kinds that never have children; most nodes are of these. */
const leaves: ReadonlySet<number> = new Set(
  ['Name', 'Number', 'Constant', 'Ellipsis', 'Pass', 'Break', 'Continue'].flatMap(kind => ParseNodeType[kind] ?? [])
);

export function isNode(value: unknown): value is PyNode {
  return typeof value === 'object' && value !== null && 'nodeType' in value && 'd' in value;
}

/** The child in a field, or null when the field is empty. */
export function child(node: PyNode, field: string): PyNode | null {
  const value = node.d[field];
  return isNode(value) ? value : null;
}

/** The children in a list field; none when the field is empty. */
export function children(node: PyNode, field: string): readonly PyNode[] {
  const value = node.d[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function flag(node: PyNode, field: string): boolean {
  return node.d[field] === true;
}

export function number(node: PyNode, field: string): number | null {
  const value = node.d[field];
  return typeof value === 'number' ? value : null;
}

/** The identifier of a Name node, as Python sees it: in Unicode normal form KC. */
export function identifier(node: PyNode): string {
  const value = node.d['value'];
  const text = typeof value === 'string' ? value : '';
  return isAscii(text) ? text : text.normalize('NFKC');
}

/** `a.b.c` of a module name node, without the dots of a relative import. */
export function moduleName(node: PyNode): { readonly level: number; readonly parts: readonly string[] } {
  return { level: number(node, 'leadingDots') ?? 0, parts: children(node, 'nameParts').map(identifier) };
}

/** The operator of a unary, binary or augmented operation, by the name of pyright's enumeration. */
export function operatorOf(node: PyNode): string {
  return OperatorType[String(number(node, 'operator'))] as unknown as string;
}

/** The keyword of a constant node: `True`, `False`, `None` or `Debug`. */
export function constantOf(node: PyNode): string {
  return KeywordType[String(number(node, 'constType'))] as unknown as string;
}

/** The direct children of any node, in source order as far as the fields say. */
export function allChildren(node: PyNode): readonly PyNode[] {
  if (leaves.has(node.nodeType)) {
    return [];
  }
  const found: PyNode[] = [];
  for (const field in node.d) {
    const value = node.d[field];
    if (Array.isArray(value)) {
      for (const item of value) {
        if (isNode(item)) {
          found.push(item);
        }
      }
    } else if (isNode(value)) {
      found.push(value);
    }
  }
  return found;
}

/** Every node below and including `root`; keeps its own stack, so that no depth is too deep. */
export function* everyNode(root: PyNode): Generator<PyNode> {
  const waiting: PyNode[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    waiting.push(...allChildren(node));
  }
}

function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return /^[\x00-\x7f]*$/.test(text);
}
