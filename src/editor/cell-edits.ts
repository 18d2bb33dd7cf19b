/** What the form writes: always to the cell that it was opened for, whatever is active by then, each change as one undo step. */
import { editTags, stepWordIn, type CellRole, type TagEdit } from '../../compiler/edit/index.js';
import type { INotebookPipeline } from '../tokens.js';

export class CellEdits {
  constructor(
    private readonly pipeline: INotebookPipeline,
    private readonly cell: string
  ) {}

  edit(edit: TagEdit): void {
    this.pipeline.edit(this.cell, edit);
    this.refresh();
  }

  /** Changes that belong together. */
  editAll(edits: readonly TagEdit[]): void {
    const context = { stepWord: stepWordIn(this.roles) };
    this.setTags(edits.reduce((tags, edit) => editTags(tags, edit, context), this.tags));
  }

  removeTag(text: string): void {
    this.setTags(this.tags.filter(tag => tag !== text));
  }

  /** On all cells of the step, and wherever other steps name it. */
  renameStep(from: string, to: string): void {
    this.pipeline.renameStep(from, to);
    this.refresh();
  }

  private get roles(): readonly CellRole[] {
    return [...(this.pipeline.state?.cells.values() ?? [])];
  }

  private get tags(): readonly string[] {
    return this.roles.find(({ cell }) => cell === this.cell)?.tags.map(({ text }) => text) ?? [];
  }

  private setTags(tags: readonly string[]): void {
    this.pipeline.setTags([{ cell: this.cell, tags }]);
    this.refresh();
  }

  /** The form shows what is in the notebook, and the next change builds on it. */
  private refresh(): void {
    void this.pipeline.compileNow();
  }
}
