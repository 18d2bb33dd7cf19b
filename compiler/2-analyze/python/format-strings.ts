/**
 * The structure of f-strings and t-strings, which the parser keeps only in part: literal text, and fields with their expression,
 * conversion and format. Adjacent strings are one, and `{x=}` is what Python makes of it.
 */
import { contentOf, normalString } from './string-values.js';
import type { StringContent } from './string-values.js';
import { children, kindOf, type PyNode } from './tree.js';

/** Literal text is as `normalString` gives it. */
export type FormatPart = string | FormatField;

export interface FormatField {
  readonly expression: PyNode;
  /** As written, from the brace to the end of the expression: a t-string keeps it. */
  readonly source: string;
  readonly conversion: 'r' | 's' | 'a' | null;
  readonly format: readonly FormatPart[] | null;
}

/** The parts of strings that stand side by side, at least one of them with fields; null when its text is not understood. */
export function formatParts(strings: readonly PyNode[], text: string): readonly FormatPart[] | null {
  const parts: FormatPart[] = [];
  for (const string of strings) {
    const content = contentOf(string);
    if (kindOf(string) === 'FormatString') {
      const reader = new FormatReader(string, content, text);
      const read = reader.parts(false);
      if (read === null || !reader.isAtEnd()) {
        return null;
      }
      parts.push(...read);
    } else {
      parts.push(normalString(text.slice(content.start, content.end), content));
    }
  }
  return merged(parts);
}

class FormatReader {
  constructor(
    string: PyNode,
    private readonly content: StringContent,
    private readonly text: string
  ) {
    this.offset = content.start;
    this.expressions = [...children(string, 'fieldExprs'), ...children(string, 'formatExprs')].sort(
      (left, right) => left.start - right.start
    );
  }

  isAtEnd(): boolean {
    return this.offset === this.content.end;
  }

  /** Up to the end of the string or, inside a field's format, to the brace that closes the field. */
  parts(inFormat: boolean): readonly FormatPart[] | null {
    const parts: FormatPart[] = [];
    while (this.offset < this.content.end && !(inFormat && this.at('}'))) {
      const literal = this.literal(inFormat);
      if (literal !== null) {
        parts.push(literal);
      } else if (this.at('{')) {
        const field = this.field();
        if (field === null) {
          return null;
        }
        parts.push(...field);
      } else {
        return null;
      }
    }
    return merged(parts);
  }

  /** Null when no literal text begins here. */
  private literal(inFormat: boolean): string | null {
    const pattern = new RegExp(this.content.raw ? rawLiteral(inFormat) : escapedLiteral(inFormat), 'y');
    pattern.lastIndex = this.offset;
    const written = pattern.exec(this.text.slice(0, this.content.end))?.[0] ?? '';
    this.offset += written.length;
    if (written === '') {
      return null;
    }
    const pieces = inFormat ? written : written.replace(/\{\{|\}\}/g, braces => braces.slice(1));
    return normalString(pieces, this.content);
  }

  /** The field, and before it the text that `=` adds; null when it is not understood. */
  private field(): readonly FormatPart[] | null {
    const begin = this.offset + 1;
    const expression = this.expressions.find(({ start }) => start >= begin);
    if (expression === undefined) {
      return null;
    }
    this.offset = expression.start + expression.length;
    const source = this.text.slice(begin, this.offset).trim();
    this.skip(/(?:[\s),\\]|#[^\r\n]*)*/y);
    const isShown = this.skip(/=\s*/y) !== '';
    const shown = isShown ? [normalString(this.text.slice(begin, this.offset), asItIs)] : [];
    const conversion = /^!\s*([rsa])\s*$/.exec(this.skip(/![ \t]*[rsa]\s*/y))?.[1] as 'r' | 's' | 'a' | undefined;
    const format = this.skip(/:/y) === '' ? null : this.parts(true);
    const closed = this.skip(/\}/y) !== '';
    const shownConversion = isShown && format === null ? 'r' : null;
    return closed ? [...shown, { expression, source, conversion: conversion ?? shownConversion, format }] : null;
  }

  private skip(pattern: RegExp): string {
    const sticky = new RegExp(pattern);
    sticky.lastIndex = this.offset;
    const skipped = sticky.exec(this.text)?.[0] ?? '';
    this.offset += skipped.length;
    return skipped;
  }

  private at(character: string): boolean {
    return this.text[this.offset] === character;
  }

  private offset: number;
  private readonly expressions: readonly PyNode[];
}

/** `{x = }` shows the source text, backslashes and all. */
const asItIs = { raw: true, bytes: false, template: false };

/** A backslash before a brace escapes nothing. */
function rawLiteral(inFormat: boolean): string {
  return inFormat ? '[^{}]+' : '(?:[^{}]|\\{\\{|\\}\\})+';
}

function escapedLiteral(inFormat: boolean): string {
  const doubled = inFormat ? '' : '|\\{\\{|\\}\\}';
  return `(?:\\\\N\\{[^{}]*\\}|\\\\[^{}]|\\\\(?=[{}])|[^{}\\\\]${doubled})+`;
}

function merged(parts: readonly FormatPart[]): readonly FormatPart[] {
  const result: FormatPart[] = [];
  for (const part of parts) {
    const last = result[result.length - 1];
    if (typeof part === 'string' && typeof last === 'string') {
      result[result.length - 1] = last + part;
    } else if (part !== '') {
      result.push(part);
    }
  }
  return result;
}
