/** The text of string literals. */
import { StringTokenFlags } from '#pyright-parser';
import { children, kindOf, type PyNode } from './tree.js';

/** The value of a plain string literal (no bytes, no f-string), implicit concatenation included; null for anything else. */
export function plainText(node: PyNode): string | null {
  const strings = kindOf(node) === 'StringList' ? children(node, 'strings') : [];
  if (strings.length === 0 || strings.some(part => kindOf(part) !== 'String' || isBytes(part))) {
    return null;
  }
  return strings.map(({ d }) => (typeof d['value'] === 'string' ? d['value'] : '')).join('');
}

function isBytes(node: PyNode): boolean {
  const token = node.d['token'];
  const flags = typeof token === 'object' && token !== null && 'flags' in token ? Number(token.flags) : 0;
  return (flags & (StringTokenFlags['Bytes'] ?? 0)) !== 0;
}
