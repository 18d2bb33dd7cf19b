/** The statements at the top level of a cell: what each one is, binds, reads and imports. */
import type { Span } from '../../diagnostics/diagnostic.js';
import type { ImportedName, Statement, StatementKind } from './cell-analysis.js';
import { actsWhenDefined } from './definition-effects.js';
import type { LoweredStatement } from './module.js';
import { normalForm } from './normal.js';
import { MODULE, type Op, type Variable } from './ops.js';
import { LineTable } from './positions.js';
import { visitOps } from './reach.js';
import { child, children, everyNode, flag, identifier, kindOf, moduleName, type PyNode } from './tree.js';

/** @param source the cell as written, @param text the Python that it was translated to. */
export function readStatements(
  lowered: readonly LoweredStatement[],
  source: string,
  text: string,
  lines: LineTable
): readonly Statement[] {
  const [written, translated] = [linesOf(source), linesOf(text)];
  return lowered.map(({ node, ops }) => {
    const span = lines.span(node.start, node.length);
    const asWritten = source === text ? span : spanInSource(span, written, translated);
    return {
      kind: asWritten === null ? 'effect' : kindOfStatement(node),
      hasEffect: actsWhenDefined(node),
      span: asWritten ?? span,
      ...namesOf(ops),
      imports: importsIn(node),
      normal: normalForm(node, text)
    };
  });
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

/**
 * Where the statement stands in the cell as written. Null when its first line was rewritten, as in a cell with prompts: then
 * its text cannot be cut out.
 */
function spanInSource(span: Span, written: readonly string[], translated: readonly string[]): Span | null {
  const { line, endLine, endColumn } = span;
  if (written[line - 1] !== translated[line - 1]) {
    return null;
  }
  const [end, own] = [translated[endLine - 1] ?? '', written[endLine - 1] ?? ''];
  if (end === own) {
    return span;
  }
  return end.slice(endColumn).trim() === '' ? { ...span, endColumn: own.length } : null;
}

/** A cell magic rules its whole cell, so the cell is one statement. */
export function asOneStatement(statements: readonly Statement[], source: string): Statement {
  const all = <Part>(part: (statement: Statement) => readonly Part[]): readonly Part[] => [
    ...new Set(statements.flatMap(part))
  ];
  const [header = ''] = source.trim().split(/\r\n|\r|\n/, 1);
  return {
    kind: 'effect',
    hasEffect: true,
    span: new LineTable(source).span(0, source.length),
    binds: all(({ binds }) => binds),
    reads: all(({ reads }) => reads),
    imports: all(({ imports }) => imports),
    normal: [header, ...statements.map(({ normal }) => normal)].join('\n')
  };
}

function namesOf(ops: readonly Op[]): { readonly binds: readonly string[]; readonly reads: readonly string[] } {
  const binds = new Set<string>();
  const reads = new Set<string>();
  const readIn = ({ name, scope, orModule }: Variable): unknown => (scope === MODULE || orModule) && reads.add(name);
  const visit = (op: Op): void => {
    if (op.op === 'read') {
      readIn(op.variable);
    } else if (op.op === 'bind') {
      if (op.variable.scope === MODULE) {
        binds.add(op.variable.name);
      }
      op.bodies.forEach(body => visitOps(body.ops, visit));
    } else if (op.op === 'closure') {
      visitOps(op.body.ops, visit);
    }
  };
  visitOps(ops, visit);
  return { binds: [...binds], reads: [...reads] };
}

function kindOfStatement(node: PyNode): StatementKind {
  switch (kindOf(node)) {
    case 'Import':
    case 'ImportFrom':
      return 'import';
    case 'Function':
    case 'Class':
    case 'TypeAlias':
      return 'definition';
    case 'Assignment':
      return kindOfAssignment(node);
    case 'Try':
    case 'If':
      return onlyImports(node) ? 'import' : 'effect';
    default:
      return 'effect';
  }
}

function kindOfAssignment(node: PyNode): StatementKind {
  const [target, value] = [child(node, 'leftExpr'), child(node, 'rightExpr')];
  if (target !== null && value !== null && kindOf(target) === 'Name' && kindOf(value) === 'Lambda') {
    return 'definition';
  }
  return isPureAssignment(node) ? 'pure-assignment' : 'effect';
}

function isPureAssignment(node: PyNode): boolean {
  let at: PyNode | null = node;
  while (at !== null && kindOf(at) === 'Assignment') {
    if (!isPlainTarget(child(at, 'leftExpr'))) {
      return false;
    }
    at = child(at, 'rightExpr');
  }
  return at !== null && isPure(at);
}

function isPlainTarget(target: PyNode | null): boolean {
  switch (target === null ? 'Error' : kindOf(target)) {
    case 'Name':
      return true;
    case 'TypeAnnotation':
      return (
        target !== null && isPlainTarget(child(target, 'valueExpr')) && isPure(child(target, 'annotation') ?? target)
      );
    case 'Tuple':
    case 'List':
      return target !== null && children(target, 'items').every(isPlainTarget);
    default:
      return false;
  }
}

/** The expression runs no code of anybody else's. */
function isPure(expression: PyNode): boolean {
  for (const node of everyNode(expression)) {
    if (
      ['Call', 'Await', 'Yield', 'YieldFrom', 'AssignmentExpression', 'Comprehension', 'Error'].includes(kindOf(node))
    ) {
      return false;
    }
  }
  return true;
}

const importParts: ReadonlySet<string> = new Set([
  'Try',
  'If',
  'Except',
  'Suite',
  'StatementList',
  'Import',
  'ImportAs',
  'ImportFrom',
  'ImportFromAs',
  'ModuleName',
  'Name',
  'Pass',
  'Assignment',
  'Constant',
  'Number',
  'StringList',
  'String',
  'Tuple',
  'MemberAccess',
  'Raise'
]);

/** `try: import a … except ImportError: import b as a`, with flags such as `HAS_A = False` beside. */
function onlyImports(node: PyNode): boolean {
  let imports = false;
  for (const each of everyNode(node)) {
    if (!importParts.has(kindOf(each)) || (kindOf(each) === 'Assignment' && !isPureAssignment(each))) {
      return false;
    }
    imports ||= kindOf(each) === 'Import' || kindOf(each) === 'ImportFrom';
  }
  return imports;
}

function importsIn(node: PyNode): readonly ImportedName[] {
  const found: ImportedName[] = [];
  for (const each of everyNode(node)) {
    if (kindOf(each) === 'Import') {
      found.push(...children(each, 'list').map(plainImport));
    } else if (kindOf(each) === 'ImportFrom') {
      found.push(...importsFrom(each));
    }
  }
  return found;
}

function plainImport(item: PyNode): ImportedName {
  const [module, alias] = [child(item, 'module'), child(item, 'alias')];
  const parts = module === null ? [] : moduleName(module).parts;
  return {
    module: parts.join('.'),
    name: null,
    binds: alias === null ? (parts[0] ?? '') : identifier(alias),
    level: 0
  };
}

function importsFrom(node: PyNode): readonly ImportedName[] {
  const module = child(node, 'module');
  const { level, parts } = module === null ? { level: 0, parts: [] } : moduleName(module);
  const from = { module: parts.join('.'), level };
  if (flag(node, 'isWildcardImport')) {
    return [{ ...from, name: '*', binds: null }];
  }
  return children(node, 'imports').map(item => {
    const [name, alias] = [child(item, 'name'), child(item, 'alias')];
    const imported = name === null ? '' : identifier(name);
    return { ...from, name: imported, binds: alias === null ? imported : identifier(alias) };
  });
}
