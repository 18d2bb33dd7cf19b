/**
 * The value of string literals, whatever quotes and escapes they are written with. Taken from the source: the parser's own values
 * replace characters given by name, and read `\u` in bytes.
 */
import { StringTokenFlags } from '#pyright-parser';
import type { PyNode } from './tree.js';

export interface StringStyle {
  readonly raw: boolean;
  readonly bytes: boolean;
  readonly template: boolean;
}

/** What stands between the quotes of a String or FormatString node, with the offset at which it begins. */
export interface StringContent extends StringStyle {
  readonly start: number;
  readonly end: number;
}

export function contentOf(node: PyNode): StringContent {
  const token = node.d['token'];
  const flags = numberIn(token, 'flags');
  const has = (flag: string): boolean => (flags & (StringTokenFlags[flag] ?? 0)) !== 0;
  const quote = numberIn(token, 'quoteMarkLength');
  return {
    raw: has('Raw'),
    bytes: has('Bytes'),
    template: has('Template'),
    start: node.start + numberIn(token, 'prefixLength') + quote,
    end: node.start + node.length - (has('Unterminated') ? 0 : quote)
  };
}

/** The value of a String node (of bytes, one character for each byte), or null when it names a character, as in `\N{BULLET}`. */
export function stringValue(node: PyNode, text: string): string | null {
  const content = contentOf(node);
  const pieces = decoded(text.slice(content.start, content.end), content);
  return pieces.some(({ named }) => named) ? null : pieces.map(piece => piece.text).join('');
}

/** The value as a part of a JSON text, without quotes; a named character is `\N{…}`, which JSON has not. */
export function normalString(written: string, style: StringStyle): string {
  return decoded(written, style)
    .map(({ text, named }) => (named ? text : JSON.stringify(text).slice(1, -1)))
    .join('');
}

interface Piece {
  readonly text: string;
  readonly named: boolean;
}

/** Each escape is a piece of its own: two halves of a character, written one by one, are not that character. */
function decoded(written: string, { raw, bytes }: StringStyle): readonly Piece[] {
  const lines = written.replace(/\r\n?/g, '\n');
  if (raw) {
    return [{ text: lines, named: false }];
  }
  return [...lines.matchAll(bytes ? bytesPieces : textPieces)].map(([piece, escape]) => ({
    text: escape === undefined ? piece : character(piece, escape),
    named: escape?.startsWith('N{') === true
  }));
}

const bytesPieces = /[^\\]+|\\(\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|[^])|\\/g;
const textPieces = /[^\\]+|\\(\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^{}]*\}|[^])|\\/g;

function character(piece: string, escape: string): string {
  const simple = simpleEscapes.get(escape);
  if (simple !== undefined) {
    return simple;
  }
  if (/^[0-7]/.test(escape)) {
    return String.fromCharCode(parseInt(escape, 8));
  }
  const code = /^[xuU]./.test(escape) ? parseInt(escape.slice(1), 16) : NaN;
  return code <= 0x10ffff ? String.fromCodePoint(code) : piece;
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['\n', ''],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v']
]);

function numberIn(value: unknown, field: string): number {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
  return typeof found === 'number' ? found : 0;
}
