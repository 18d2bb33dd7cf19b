/** The body of a cell → Python, logical line by logical line. */
import type { PhysicalLine } from './cell-lines.js';
import { joinLines, splitLines } from './cell-lines.js';
import { escapes, help, translateAssigned, translateCommand } from './commands.js';
import type { TranslateStatement } from './line-magics.js';
import { logicalLineAt, skipIndentation } from './logical-lines.js';
import type { LogicalLine } from './logical-lines.js';
import type { IPythonKind, Translation } from './translation.js';

/**
 * A piece of IPython syntax. Lines count from 1 and columns from 0 in the cell as written; the end is exclusive.
 */
export interface IPythonNote {
  readonly kind: IPythonKind;
  /** Name of the magic, without `%`; `!`, `!!` or `?` for the rest; the name that an auto-call calls. */
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** As written. */
  readonly text: string;
  /** Names that it reads if they exist: nobody should be told that they are undefined. */
  readonly maybeReads: readonly string[];
}

export interface TranslatedLines {
  readonly lines: readonly PhysicalLine[];
  readonly notes: readonly IPythonNote[];
  /** Indices of the lines at which a statement begins. */
  readonly statements: readonly number[];
}

/** @param firstLine number of the first line, for the notes. */
export function translateStatements(lines: readonly PhysicalLine[], firstLine: number): TranslatedLines {
  return new StatementTranslator(lines, firstLine, 0).run();
}

/** Translates one statement that a magic runs; what it notes is placed by `place`. */
export function statementTranslator(place: (note: IPythonNote) => void, depth = 0): TranslateStatement {
  return statement => {
    if (depth > deepestNesting) {
      return 'pass';
    }
    const { lines, notes } = new StatementTranslator(splitLines(statement), 1, depth + 1).run();
    notes.forEach(place);
    return joinLines(lines);
  };
}

/** `%time %time %time …`: nobody writes more, and recursion must end. */
const deepestNesting = 20;

/** A stretch of the text: from an offset to the end of a line, both inside physical lines `first` to `last`. */
interface Command {
  readonly start: number;
  readonly first: number;
  readonly last: number;
  readonly translation: Translation;
  /** Text of the first line that stays in front. */
  readonly kept: string;
}

class StatementTranslator {
  constructor(
    private readonly written: readonly PhysicalLine[],
    private readonly firstLine: number,
    private readonly depth: number
  ) {
    this.lines = [...written];
    this.text = joinLines(written);
    let offset = 0;
    for (const { text, ending } of written) {
      this.offsets.push(offset);
      offset += text.length + ending.length;
    }
  }

  run(): TranslatedLines {
    for (let index = 0; index < this.lines.length;) {
      const line = logicalLineAt(this.text, this.offsetOf(index));
      if (!this.isEmpty(line)) {
        this.statements.push(index);
      }
      const command = this.commandIn(line, index);
      if (command !== null) {
        this.replace(command);
      }
      index = command === null ? this.indexAfter(line.end, index) : command.last + 1;
    }
    return { lines: this.lines, notes: this.notes, statements: this.statements };
  }

  private commandIn(line: LogicalLine, index: number): Command | null {
    const last = this.indexAfter(line.end, index) - 1;
    if (line.asksForHelp && helpAtEnd.test(this.textUpTo(line.start, last))) {
      return { start: line.start, first: index, last, translation: help, kept: this.indentationOf(line, index) };
    }
    if (escapes.includes(this.text[line.start] ?? ' ')) {
      const end = this.continuedTo(index);
      const translation = translateCommand(this.assembled(line.start, end), this.nested(line.start, index, end));
      const kept = this.indentationOf(line, index);
      return translation === null ? null : { start: line.start, first: index, last: end, translation, kept };
    }
    return line.assignment === null ? null : this.assignedCommand(line.assignment, index);
  }

  /** `x = !command` or `x = %magic`, with the command on the line of the `=`. */
  private assignedCommand(assignment: number, from: number): Command | null {
    const first = this.indexAfter(assignment + 1, from) - 1;
    const start = skipIndentation(this.text, assignment + 1);
    const lineStart = this.offsetOf(first);
    if (
      !/^(?:!|%[ \t]*[\p{L}_])/u.test(this.text.slice(start, start + 40)) ||
      skipIndentation(this.text, lineStart) === assignment
    ) {
      return null;
    }
    const last = this.continuedTo(first);
    const target = this.text.slice(lineStart, start);
    const translation = translateAssigned(target, this.assembled(start, last), this.nested(start, first, last));
    return { start, first, last, translation, kept: '' };
  }

  private replace({ start, first, last, translation, kept }: Command): void {
    const { python, kind, name, maybeReads } = translation;
    // A block must not lose its only statement.
    const needed = python === '' && kept !== '' ? 'pass' : python;
    for (let index = first; index <= last; index += 1) {
      const line = this.lines[index];
      if (line !== undefined) {
        this.lines[index] = { ...line, text: index === first && needed !== '' ? kept + needed : '' };
      }
    }
    this.notes.push({ kind, name, maybeReads, ...this.place(start, first, last) });
  }

  /** Statements inside a magic are noted at the place of the magic. */
  private nested(start: number, first: number, last: number): TranslateStatement {
    const place = this.place(start, first, last);
    return statementTranslator(note => this.notes.push({ ...note, ...place }), this.depth);
  }

  private place(
    start: number,
    first: number,
    last: number
  ): Pick<IPythonNote, 'line' | 'column' | 'endLine' | 'endColumn' | 'text'> {
    const firstLine = this.original(first);
    const lastLine = this.original(last);
    return {
      line: this.firstLine + first,
      column: start - this.offsetOf(first) + firstLine.removed,
      endLine: this.firstLine + last,
      endColumn: lastLine.text.length + lastLine.removed,
      text: this.textUpTo(start, last)
    };
  }

  /** Index of the last line of a command that ends its lines with backslashes. */
  private continuedTo(first: number): number {
    let last = first;
    while (last + 1 < this.lines.length && this.original(last).text.endsWith('\\')) {
      last += 1;
    }
    return last;
  }

  /** A command over several lines as one, as IPython puts it together. */
  private assembled(start: number, last: number): string {
    const parts = this.textUpTo(start, last).split(/\r\n|\r|\n/);
    return parts
      .map((part, index) => (index < parts.length - 1 ? part.trimEnd().slice(0, -1) : part.trimEnd()))
      .join(' ');
  }

  private textUpTo(start: number, last: number): string {
    return this.text.slice(start, this.offsetOf(last) + this.original(last).text.length);
  }

  private isEmpty({ start }: LogicalLine): boolean {
    return start >= this.text.length || /[\r\n#]/.test(this.text[start] ?? '');
  }

  private indentationOf({ start }: LogicalLine, index: number): string {
    return this.text.slice(this.offsetOf(index), start);
  }

  /** Index of the first line at or after `index` that begins at or after `offset`. */
  private indexAfter(offset: number, index: number): number {
    let next = index + 1;
    while (next < this.offsets.length && this.offsetOf(next) < offset) {
      next += 1;
    }
    return next;
  }

  private offsetOf(index: number): number {
    return this.offsets[index] ?? this.text.length;
  }

  private original(index: number): PhysicalLine {
    return this.written[index] ?? { text: '', ending: '', removed: 0 };
  }

  private readonly text: string;
  private readonly lines: PhysicalLine[];
  private readonly offsets: number[] = [];
  private readonly statements: number[] = [];
  private readonly notes: IPythonNote[] = [];
}

/** A name with attributes and integer items, then one or two question marks, at the end of a statement. */
const helpAtEnd = /%{0,2}(?!\d)[\p{L}\p{N}_*]+(?:\.(?!\d)[\p{L}\p{N}_*]+|\[-?[0-9]+\])*\?\??$/u;
