/** Lowers `match`: what the patterns read, and which names they bind when they fit. */
import { lowerExpression, lowerTest } from './lower-expression.js';
import { lowerSuite } from './lower-statement.js';
import { unknownValue, type BoundValue, type Lowering } from './lowering.js';
import { child, children, flag, kindOf, type PyNode } from './tree.js';
import { sharedBy } from './value.js';

export function lowerMatch(node: PyNode, into: Lowering): void {
  const subject = child(node, 'expr');
  lowerExpression(subject, into);
  const value = {
    ...unknownValue,
    shares: sharedBy(subject, into).map(({ variable }) => ({ variable, whole: false }))
  };
  into.emit({
    op: 'match',
    cases: children(node, 'cases').map(each => {
      const [pattern, guard, suite] = [child(each, 'pattern'), child(each, 'guardExpr'), child(each, 'suite')];
      return {
        reads: into.collect(inner => readsOf(pattern, inner)),
        binds: into.collect(inner => bindsOf(pattern, value, inner)),
        irrefutable: flag(each, 'isIrrefutable'),
        guard: guard === null ? null : lowerTest(guard, into),
        body: into.collect(inner => {
          if (suite !== null) {
            lowerSuite(suite, inner);
          }
        })
      };
    })
  });
}

/** Dotted names, literals and class names are evaluated. */
function readsOf(pattern: PyNode | null, into: Lowering): void {
  if (pattern === null) {
    return;
  }
  switch (kindOf(pattern)) {
    case 'PatternValue':
    case 'PatternLiteral':
      return lowerExpression(child(pattern, 'expr'), into);
    case 'PatternClass':
      lowerExpression(child(pattern, 'className'), into);
      return innerPatterns(pattern).forEach(inner => readsOf(inner, into));
    default:
      return innerPatterns(pattern).forEach(inner => readsOf(inner, into));
  }
}

/** Names are bound only after the whole pattern has fitted. */
function bindsOf(pattern: PyNode | null, value: BoundValue, into: Lowering): void {
  if (pattern === null) {
    return;
  }
  innerPatterns(pattern).forEach(inner => bindsOf(inner, value, into));
  const target = child(pattern, 'target');
  if (target !== null && !flag(pattern, 'isWildcard')) {
    into.bind(target, value);
  }
}

function innerPatterns(pattern: PyNode): readonly PyNode[] {
  switch (kindOf(pattern)) {
    case 'PatternSequence':
    case 'PatternMapping':
      return children(pattern, 'entries');
    case 'PatternAs':
      return children(pattern, 'orPatterns');
    case 'PatternClass':
      return children(pattern, 'args');
    case 'PatternClassArgument':
      return [child(pattern, 'pattern')].filter(inner => inner !== null);
    case 'PatternMappingKeyEntry':
      return [child(pattern, 'keyPattern'), child(pattern, 'valuePattern')].filter(inner => inner !== null);
    default:
      return [];
  }
}
