/**
 * Splits Python text into logical lines without parsing it: only as much of Python's grammar as tells where a statement
 * starts: strings (f-strings with everything nested in them), brackets, comments and backslash continuations.
 */

export interface LogicalLine {
  /** Offset of the first character that is no indentation. */
  readonly start: number;
  /** Offset after the line end; the next logical line begins there. */
  readonly end: number;
  /** Offset of the first `=` outside brackets, or null. */
  readonly assignment: number | null;
  /** The last token is a `?` outside brackets, right before the line end. */
  readonly asksForHelp: boolean;
  /** Offsets at which physical lines begin inside a string of this logical line. */
  readonly insideStrings: readonly number[];
}

/** Offset of the first character at or after `offset` that is no indentation. */
export function skipIndentation(text: string, offset: number): number {
  let place = offset;
  while (text[place] === ' ' || text[place] === '\t' || text[place] === '\f') {
    place += 1;
  }
  return place;
}

/** Offset after the line end (`\n`, `\r\n` or `\r`) at or after `offset`, or the end of the text. */
export function nextPhysicalLine(text: string, offset: number): number {
  for (let place = offset; place < text.length; place += 1) {
    if (isLineEnd(text[place])) {
      return afterLineEnd(text, place);
    }
  }
  return text.length;
}

/** The logical line that begins at `offset`, which must be the beginning of a physical line outside strings and brackets. */
export function logicalLineAt(text: string, offset: number): LogicalLine {
  return new Scan(text, offset).run();
}

/** Where the scan is: in code between brackets (`brackets` deep), in a string, or in the format part of an f-string's field. */
type Frame =
  | { readonly mode: 'code'; brackets: number }
  | { readonly mode: 'string'; readonly quote: string; readonly raw: boolean; readonly format: boolean }
  | { readonly mode: 'format-spec' };

class Scan {
  constructor(
    private readonly text: string,
    begin: number
  ) {
    this.offset = skipIndentation(text, begin);
    this.start = this.offset;
  }

  run(): LogicalLine {
    while (this.offset < this.text.length && !this.finished) {
      const frame = this.frame();
      if (frame.mode === 'code') {
        this.inCode(frame);
      } else {
        this.inString(frame);
      }
    }
    const { start, assignment, asksForHelp, insideStrings } = this;
    return { start, end: this.offset, assignment, asksForHelp, insideStrings };
  }

  private inCode(frame: Frame & { mode: 'code' }): void {
    const character = this.text[this.offset] ?? '';
    if (isLineEnd(character)) {
      this.lineEnd(this.frames.length === 1 && frame.brackets === 0);
    } else if (character === '\\' && isLineEnd(this.text[this.offset + 1])) {
      this.offset = afterLineEnd(this.text, this.offset + 1);
    } else if (character === '#') {
      this.skipComment();
    } else if (character === '"' || character === "'") {
      this.openString('');
    } else if (isWordStart(character)) {
      this.skipWord();
    } else if (this.frames.length > 1 && frame.brackets === 0 && (character === '}' || character === ':')) {
      this.leaveField(character);
    } else {
      this.operator(character, frame);
    }
  }

  /** One character of punctuation, or a comparison or assignment operator that contains `=`. */
  private operator(character: string, frame: Frame & { mode: 'code' }): void {
    const outside = this.frames.length === 1 && frame.brackets === 0;
    const next = this.text[this.offset + 1];
    if ('([{'.includes(character)) {
      frame.brackets += 1;
    } else if (')]}'.includes(character)) {
      frame.brackets = Math.max(0, frame.brackets - 1);
    } else if (next === '=' && '=<>!:+-*/%@&|^'.includes(character)) {
      this.offset += 1;
    } else if (character === '=' && outside) {
      this.assignment ??= this.offset;
    } else if (character === '?' && outside) {
      this.asksForHelp = this.offset > this.start && (next === undefined || isLineEnd(next));
    }
    this.offset += 1;
  }

  private inString(frame: Exclude<Frame, { mode: 'code' }>): void {
    const string = frame.mode === 'string' ? frame : this.enclosingString();
    const character = this.text[this.offset] ?? '';
    if (this.text.startsWith(string.quote, this.offset)) {
      this.offset += string.quote.length;
      this.frames.length = this.frames.lastIndexOf(string);
    } else if (isLineEnd(character)) {
      this.lineEndInString(string);
    } else if (character === '\\') {
      this.skipEscape(string);
    } else if (frame.mode === 'format-spec' && character === '}') {
      this.frames.pop();
      this.offset += 1;
    } else if (string.format && character === '{') {
      this.openField(frame);
    } else {
      this.offset += 1;
    }
  }

  private openField(frame: Exclude<Frame, { mode: 'code' }>): void {
    if (frame.mode === 'string' && this.text[this.offset + 1] === '{') {
      this.offset += 2;
    } else {
      this.frames.push({ mode: 'code', brackets: 0 });
      this.offset += 1;
    }
  }

  /** At the end of an f-string's field, or at the colon before its format, whose quotes are no strings. */
  private leaveField(character: string): void {
    this.frames.pop();
    if (character === ':') {
      this.frames.push({ mode: 'format-spec' });
    }
    this.offset += 1;
  }

  /** A string that is not triple-quoted ends with its line at the latest; the parser will say so. */
  private lineEndInString(string: Frame & { mode: 'string' }): void {
    if (string.quote.length === 1) {
      this.frames.length = this.frames.lastIndexOf(string);
    } else {
      this.offset = afterLineEnd(this.text, this.offset);
      this.insideStrings.push(this.offset);
    }
  }

  private skipEscape({ raw, format }: Frame & { mode: 'string' }): void {
    const next = this.text[this.offset + 1];
    const named = /^\\N\{[^{}'"\n]*\}/.exec(this.text.slice(this.offset, this.offset + 120));
    if (format && !raw && named !== null) {
      this.offset += named[0].length;
    } else if (isLineEnd(next)) {
      this.offset = afterLineEnd(this.text, this.offset + 1);
      this.insideStrings.push(this.offset);
    } else {
      // In an f-string the brace after a backslash still opens a field.
      this.offset += format && (next === '{' || next === '}') ? 1 : 2;
    }
  }

  private skipComment(): void {
    while (this.offset < this.text.length && !isLineEnd(this.text[this.offset])) {
      this.offset += 1;
    }
  }

  /** A name, a keyword, a number, or the prefix of a string. */
  private skipWord(): void {
    const start = this.offset;
    while (isWordPart(this.text[this.offset])) {
      this.offset += 1;
    }
    const word = this.text.slice(start, this.offset);
    const quote = this.text[this.offset];
    if ((quote === '"' || quote === "'") && /^(?:[rbuft]|[rbft]{2})$/i.test(word)) {
      this.openString(word.toLowerCase());
    }
  }

  private openString(prefix: string): void {
    const quote = this.text[this.offset] ?? '';
    const triple = this.text.startsWith(quote.repeat(3), this.offset);
    this.offset += triple ? 3 : 1;
    this.frames.push({
      mode: 'string',
      quote: triple ? quote.repeat(3) : quote,
      raw: prefix.includes('r'),
      format: prefix.includes('f') || prefix.includes('t')
    });
  }

  private lineEnd(endsStatement: boolean): void {
    this.offset = afterLineEnd(this.text, this.offset);
    this.finished = endsStatement;
  }

  private frame(): Frame {
    return this.frames[this.frames.length - 1] ?? this.outermost;
  }

  private enclosingString(): Frame & { mode: 'string' } {
    const strings = this.frames.filter(frame => frame.mode === 'string');
    return strings[strings.length - 1] ?? { mode: 'string', quote: '\n', raw: true, format: false };
  }

  private offset: number;
  private readonly start: number;
  private readonly outermost: Frame = { mode: 'code', brackets: 0 };
  private readonly frames: Frame[] = [this.outermost];
  private finished = false;
  private assignment: number | null = null;
  private asksForHelp = false;
  private readonly insideStrings: number[] = [];
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

function afterLineEnd(text: string, offset: number): number {
  return offset + (text[offset] === '\r' && text[offset + 1] === '\n' ? 2 : 1);
}

function isWordStart(character: string): boolean {
  return /[A-Za-z0-9_]/.test(character) || character > '\u007f';
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && isWordStart(character);
}
