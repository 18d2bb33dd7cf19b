/**
 * IPython cells → Python of the same shape, so that a parser understands magics, shell lines and help. Every line keeps its
 * number; columns shift only on lines that are rewritten. The Python is for analysis only: the step runner executes the cell
 * as it was written.
 */
import { cleanUp, isBlank, joinLines, keptApart, splitLines } from './ipython/cell-lines.js';
import type { PhysicalLine } from './ipython/cell-lines.js';
import { translateCellMagic } from './ipython/cell-magics.js';
import type { CellMagicTranslation } from './ipython/cell-magics.js';
import { translateAutomagic } from './ipython/commands.js';
import { statementTranslator, translateStatements } from './ipython/statements.js';
import type { IPythonNote } from './ipython/statements.js';
import type { Translation } from './ipython/translation.js';

export { localCode } from './ipython/translation.js';
export type { IPythonKind } from './ipython/translation.js';
export type { IPythonNote } from './ipython/statements.js';

export interface PythonCell {
  /** As many lines as the cell; the cell itself when it holds nothing but Python. */
  readonly python: string;
  /** Every piece of IPython syntax, in order. */
  readonly notes: readonly IPythonNote[];
  /** The body is of another language, and none of it is in `python`. */
  readonly foreign: boolean;
}

/** Follows IPython 9's own order of transformations; never fails, whatever the text. */
export function toPython(source: string): PythonCell {
  return isPlainPython(source)
    ? { python: source, notes: [], foreign: false }
    : new CellTranslator(splitLines(source)).run();
}

/**
 * True of most cells: several lines from the left edge, and nothing in them that could be IPython syntax. That is `%` or `!`
 * at the start of a line or after `=`, any `?`, a line that starts with `,` `;` or `/`, a prompt, or a carriage return. Such
 * cells come out as they went in, and looking for these costs next to nothing.
 */
function isPlainPython(source: string): boolean {
  return (
    /^[^\s][^\n]*\n\s*[^\s]/.test(source) &&
    !/(?:^|=)[ \t]*[%!]|\?|^[ \t]*(?:[,;/]|>>>|\.\.\.|In \[|\[)|\r|\f/m.test(source)
  );
}

class CellTranslator {
  constructor(lines: readonly PhysicalLine[]) {
    this.lines = [...cleanUp(lines)];
  }

  run(): PythonCell {
    const automagic = this.automagic();
    if (automagic === null) {
      this.cellMagics();
    }
    if (!this.foreign && automagic === null) {
      this.statements();
    }
    this.closeFunctions();
    return { python: joinLines(keptApart(this.lines)), notes: this.notes, foreign: this.foreign };
  }

  /** Cell magics at the top: several when each of them has Python below. */
  private cellMagics(): void {
    for (let index = this.nextFilled(); !this.foreign; index = this.nextFilled()) {
      const [, name, text = ''] = /^%%(?!\w+\?)(\S*) ?(.*?)\s*$/.exec(this.lines[index]?.text ?? '') ?? [];
      if (name === undefined) {
        return;
      }
      const body = joinLines(this.lines.slice(index + 1));
      const translate = statementTranslator(note => this.notes.push({ ...note, ...this.place(index) }));
      const translation = translateCellMagic({ name, text, body }, translate);
      this.note(index, translation);
      this.foreign = translation.body === 'foreign';
      this.setText(index, this.indentation + translation.python);
      this.begin = index + 1;
      this.prepareBody(translation.body);
      if (translation.body === 'local-python') {
        this.functions.push(index);
        this.indentation += ' ';
      }
    }
  }

  private prepareBody(body: CellMagicTranslation['body']): void {
    const rest = this.lines.slice(this.begin);
    const prepared = body === 'foreign' ? rest.map(line => ({ ...line, text: '' })) : cleanUp(rest);
    this.lines.splice(this.begin, prepared.length, ...prepared);
  }

  private statements(): void {
    const translated = translateStatements(this.lines.slice(this.begin), this.begin + 1);
    this.notes.push(...translated.notes);
    const starts = new Set(this.indentation === '' ? [] : translated.statements);
    translated.lines.forEach((line, index) => {
      this.lines[this.begin + index] = starts.has(index) ? { ...line, text: this.indentation + line.text } : line;
    });
  }

  /** A function without a statement gets one. */
  private closeFunctions(): void {
    for (const header of this.functions) {
      if (this.lines.slice(header + 1).every(({ text }) => /^\s*(?:#|$)/.test(text))) {
        this.setText(header, `${this.lines[header]?.text ?? ''} pass`);
      }
    }
  }

  /** IPython takes a magic without `%` only when the cell is a single line. */
  private automagic(): Translation | null {
    const index = this.nextFilled();
    if (this.lines.slice(index + 1).some(line => !isBlank(line))) {
      return null;
    }
    const translate = statementTranslator(note => this.notes.push({ ...note, ...this.place(index) }));
    const translation = translateAutomagic(this.lines[index]?.text ?? '', translate);
    if (translation !== null) {
      this.note(index, translation);
      this.setText(index, translation.python);
    }
    return translation;
  }

  /** Notes what the line at `index` is, before it is replaced. */
  private note(index: number, { kind, name, maybeReads }: Translation): void {
    this.notes.push({ kind, name, maybeReads, ...this.place(index) });
  }

  private place(index: number): Pick<IPythonNote, 'line' | 'column' | 'endLine' | 'endColumn' | 'text'> {
    const { text = '', removed = 0 } = this.lines[index] ?? {};
    return { line: index + 1, column: removed, endLine: index + 1, endColumn: removed + text.length, text };
  }

  private setText(index: number, text: string): void {
    const line = this.lines[index];
    if (line !== undefined) {
      this.lines[index] = { ...line, text };
    }
  }

  private nextFilled(): number {
    const index = this.lines.findIndex((line, place) => place >= this.begin && !isBlank(line));
    return index < 0 ? this.lines.length : index;
  }

  private readonly lines: PhysicalLine[];
  private readonly notes: IPythonNote[] = [];
  private foreign = false;
  /** Index of the first line that is not translated yet. */
  private begin = 0;
  /** Indices of the lines that begin a function around the rest of the cell. */
  private readonly functions: number[] = [];
  /** Blanks before every statement: one for each function around it. */
  private indentation = '';
}
