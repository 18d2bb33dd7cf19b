/** Whether making a function or class does more than bind its name. */
import { child, children, identifier, kindOf, type PyNode } from './tree.js';

/** Decorators that only give back something made of what they decorate, by the last part of their name. */
const quietDecorators: ReadonlySet<string> = new Set([
  ...['staticmethod', 'classmethod', 'property', 'cached_property', 'abstractmethod', 'overload', 'override', 'final'],
  ...['dataclass', 'total_ordering', 'unique', 'runtime_checkable', 'contextmanager', 'asynccontextmanager'],
  ...['cache', 'lru_cache', 'wraps', 'partial', 'singledispatch', 'jit', 'njit', 'vectorize', 'guvectorize'],
  ...['no_grad', 'inference_mode', 'vmap', 'grad', 'delayed']
]);

/** A decorator may put what it decorates into a registry; a metaclass, or keywords of a class, may do anything. */
export function actsWhenDefined(node: PyNode): boolean {
  if (kindOf(node) === 'Class' && children(node, 'arguments').some(argument => child(argument, 'name') !== null)) {
    return true;
  }
  return children(node, 'decorators').some(decorator => !quietDecorators.has(lastName(child(decorator, 'expr')) ?? ''));
}

/** `cache` of `functools.cache` and of `functools.cache(…)`. */
function lastName(expression: PyNode | null): string | null {
  if (expression === null) {
    return null;
  }
  switch (kindOf(expression)) {
    case 'Name':
      return identifier(expression);
    case 'MemberAccess': {
      const member = child(expression, 'member');
      return member === null ? null : identifier(member);
    }
    case 'Call':
      return lastName(child(expression, 'leftExpr'));
    default:
      return null;
  }
}
