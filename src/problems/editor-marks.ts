/**
 * Brings marks into editors, and bothers none without need: the first transaction of an editor and every further one make the browser
 * lay out the page, which hundreds of cells would feel.
 */
import type { CodeMirrorEditor } from '@jupyterlab/codemirror';
import type { Text } from '@codemirror/state';
import type { Diagnostic, Fix } from '../../compiler/index.js';
import { editorProblems, isDrawn, setFailedLine, setProblems, type FailedLine } from './editor-problems.js';
import { problemTips } from './problem-tip.js';

interface Shown {
  readonly key: string;
  readonly text: Text;
}

export class EditorMarks {
  constructor(private readonly fix: (fix: Fix) => void) {}

  /** @param failed line where the last run failed. */
  show(editor: CodeMirrorEditor, problems: readonly Diagnostic[], failed: FailedLine | null): void {
    const drawn = problems.filter(isDrawn);
    const isNothing = drawn.length === 0 && failed === null;
    const before = this.shown.get(editor);
    if (isNothing && (before === undefined || before.key === nothing)) {
      return;
    }
    const { doc: text } = editor.editor.state;
    const key = isNothing ? nothing : JSON.stringify([drawn, failed]);
    if (before?.key === key && before.text === text) {
      return;
    }
    if (before === undefined) {
      editor.injectExtension([editorProblems, problemTips(this.fix)]);
    }
    this.shown.set(editor, { key, text });
    editor.editor.dispatch({ effects: [setProblems.of(drawn), setFailedLine.of(failed)] });
  }

  /** Absent for an editor that never showed anything. */
  private readonly shown = new WeakMap<CodeMirrorEditor, Shown>();
}

const nothing = '';
