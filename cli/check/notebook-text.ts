/**
 * The text of an `.ipynb` file, seen as its author's: finds the line of the file where a line of a cell stands, and changes the
 * tags of cells without touching another byte.
 */
import { applyEdits, findNodeAtLocation, getNodeValue, modify, parseTree } from 'jsonc-parser';
import type { FormattingOptions, JSONPath, Node } from 'jsonc-parser';

export interface TagChange {
  readonly addTags: readonly string[];
  readonly removeTags: readonly string[];
}

export class NotebookText {
  constructor(readonly text: string) {
    this.root = parseTree(text);
  }

  /** Line of the file, from 1, that holds the line of the code cell at this position; the cell's first line if it has no such line. */
  fileLine(position: number, line: number): number {
    const index = this.cellIndex(position);
    const source = index === null ? undefined : this.nodeAt(['cells', index, 'source']);
    const node = source?.children?.[line - 1] ?? source;
    return node === undefined ? 1 : this.text.slice(0, node.offset).split('\n').length;
  }

  /** The text with other tags on the code cell at this position. Equal to `text` when the tags are so already. */
  withTags(position: number, { addTags, removeTags }: TagChange): string {
    const index = this.cellIndex(position);
    if (index === null) {
      return this.text;
    }
    const path: JSONPath = ['cells', index, 'metadata', 'tags'];
    const tags = this.tagsAt(path);
    const wanted = changedTags(tags, addTags, removeTags);
    return wanted.length === tags.length && wanted.every((tag, place) => tag === tags[place])
      ? this.text
      : this.replaced(path, wanted);
  }

  private replaced(path: JSONPath, tags: readonly string[]): string {
    const formattingOptions = this.formatting();
    const edits = modify(this.text, path, tags, formattingOptions === null ? {} : { formattingOptions });
    return applyEdits(this.text, edits);
  }

  private tagsAt(path: JSONPath): readonly string[] {
    const node = this.nodeAt(path);
    const value: unknown = node === undefined ? [] : getNodeValue(node);
    return Array.isArray(value) ? value.filter((tag): tag is string => typeof tag === 'string') : [];
  }

  /** Index among all cells of the n-th code cell; items that are no cells do not count, as in the compiler. */
  private cellIndex(position: number): number | null {
    const cells = this.nodeAt(['cells'])?.children ?? [];
    const code = cells.flatMap((cell, index) => (isCodeCell(cell) ? [index] : []));
    return code[position] ?? null;
  }

  private nodeAt(path: JSONPath): Node | undefined {
    return this.root === undefined ? undefined : findNodeAtLocation(this.root, path);
  }

  /** As the file is: Jupyter indents by one space, other tools by more or by tabs; null for a file that is one line. */
  private formatting(): FormattingOptions | null {
    const indent = /\n([\t ]+)/.exec(this.text)?.[1];
    const eol = this.text.includes('\r\n') ? '\r\n' : '\n';
    if (indent === undefined) {
      return null;
    }
    return indent.startsWith('\t')
      ? { insertSpaces: false, tabSize: 4, eol }
      : { insertSpaces: true, tabSize: indent.length, eol };
  }

  private readonly root: Node | undefined;
}

function changedTags(tags: readonly string[], add: readonly string[], remove: readonly string[]): readonly string[] {
  const kept = tags.filter(tag => !remove.includes(tag));
  return [...kept, ...add.filter(tag => !kept.includes(tag))];
}

function isCodeCell(cell: Node): boolean {
  const type = findNodeAtLocation(cell, ['cell_type']);
  const source = findNodeAtLocation(cell, ['source']);
  return type?.value === 'code' && (source?.type === 'string' || source?.type === 'array');
}
