/** Lowers a parsed cell: one list of operations for each statement at its top level. */
import { lowerStatement } from './lower-statement.js';
import { CellText, Lowering } from './lowering.js';
import type { Op } from './ops.js';
import type { LineTable } from './positions.js';
import type { ScopeTree } from './scopes.js';
import { child, children, identifier, kindOf, moduleName, type PyNode } from './tree.js';

export interface LoweredStatement {
  readonly node: PyNode;
  readonly ops: readonly Op[];
}

export interface LoweredModule {
  readonly statements: readonly LoweredStatement[];
  readonly scopes: ScopeTree;
  readonly postponesAnnotations: boolean;
}

export function lowerModule(tree: PyNode, text: string, lines: LineTable): LoweredModule {
  const nodes = children(tree, 'statements').flatMap(node =>
    kindOf(node) === 'StatementList' ? children(node, 'statements') : [node]
  );
  const cell = new CellText(text, lines, nodes.some(importsAnnotations));
  const module = new Lowering(cell, cell.scopes.module);
  const statements = nodes.map(node => ({ node, ops: module.collect(inner => lowerStatement(node, inner)) }));
  cell.scopes.resolve();
  return { statements, scopes: cell.scopes, postponesAnnotations: cell.postponesAnnotations };
}

function importsAnnotations(node: PyNode): boolean {
  const module = kindOf(node) === 'ImportFrom' ? child(node, 'module') : null;
  return (
    module !== null &&
    moduleName(module).parts.join('.') === '__future__' &&
    children(node, 'imports').some(item => identifier(child(item, 'name') ?? item) === 'annotations')
  );
}
