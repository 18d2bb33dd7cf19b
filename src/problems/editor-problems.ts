/**
 * Marks in a CodeMirror editor: stretches of code with a problem, and the line where the last run failed. Both move with the text
 * until the next compilation says better; the failed line goes with the first change of the cell.
 */
import { StateEffect, StateField, type Extension, type Text } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import type { Diagnostic, Span } from '../../compiler/index.js';

/** What the compiler says of the cell now. */
export const setProblems = StateEffect.define<readonly Diagnostic[]>();

/** Line of the cell from 1 where the run failed, and why. */
export interface FailedLine {
  readonly line: number;
  readonly sentence: string;
}
/** Null for none. */
export const setFailedLine = StateEffect.define<FailedLine | null>();

/** Whether a problem has a stretch of code to be marked. Remarks are not marked: the row above the cell lists them. */
export function isDrawn({ severity, span }: Diagnostic): boolean {
  return span !== undefined && severity !== 'info';
}

export interface MarkedProblem {
  readonly from: number;
  readonly to: number;
  readonly diagnostic: Diagnostic;
}

const problems = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects, state }) {
    let next = marks.map(changes);
    for (const effect of effects) {
      if (effect.is(setProblems)) {
        next = Decoration.set(
          effect.value.flatMap(diagnostic => markOf(state.doc, diagnostic)),
          true
        );
      }
    }
    return next;
  },
  provide: field => EditorView.decorations.from(field)
});

const failedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { docChanged, effects, state }) {
    let next = docChanged ? Decoration.none : marks;
    for (const effect of effects) {
      if (effect.is(setFailedLine)) {
        next = effect.value === null ? Decoration.none : lineMark(state.doc, effect.value);
      }
    }
    return next;
  },
  provide: field => EditorView.decorations.from(field)
});

/** Everything that an editor needs to take the effects above. */
export const editorProblems: Extension = [problems, failedLine];

/** The problems that are marked at a place, in the order of the text. */
export function problemsAt(view: EditorView, position: number): readonly MarkedProblem[] {
  const found: MarkedProblem[] = [];
  view.state.field(problems, false)?.between(position, position, (from, to, { spec }) => {
    found.push({ from, to, diagnostic: (spec as { readonly diagnostic: Diagnostic }).diagnostic });
  });
  return found;
}

/** The severity is in the class, and CSS draws it. */
function markOf(document: Text, diagnostic: Diagnostic): ReturnType<Decoration['range']>[] {
  const { severity, span } = diagnostic;
  if (span === undefined) {
    return [];
  }
  const [from, to] = stretch(document, span);
  return from === to
    ? []
    : [Decoration.mark({ class: `collard-Squiggle collard-mod-${severity}`, diagnostic }).range(from, to)];
}

/** Offsets of a span, kept within a text that may have become shorter meanwhile; at least one character where there is one. */
function stretch(document: Text, { line, column, endLine, endColumn }: Span): readonly [number, number] {
  const from = offset(document, line, column);
  const to = Math.max(from, offset(document, endLine, endColumn));
  return to > from ? [from, to] : from < document.length ? [from, from + 1] : [Math.max(0, from - 1), from];
}

function offset(document: Text, line: number, column: number): number {
  const { from, length } = document.line(Math.min(Math.max(1, line), document.lines));
  return from + Math.min(column, length);
}

function lineMark(document: Text, { line, sentence }: FailedLine): DecorationSet {
  if (line > document.lines) {
    return Decoration.none;
  }
  const { from } = document.line(line);
  return Decoration.set([
    Decoration.line({ class: 'collard-FailedLine', attributes: { title: sentence } }).range(from)
  ]);
}
