/** Writes tags into a notebook: however many cells change, the user gets one step of undo for it, and no other key is touched. */
import { YDocument, type DocumentChange, type ISharedNotebook } from '@jupyter/ydoc';
import type { Fix } from '../../compiler/index.js';

export interface TagChange {
  readonly cell: string;
  readonly tags: readonly string[];
}

/** Cells that are no longer there are passed over; a list without tags removes the key. */
export function writeTags(notebook: ISharedNotebook, changes: readonly TagChange[]): void {
  const cells = new Map(notebook.cells.map(cell => [cell.getId(), cell]));
  keepApart(notebook);
  notebook.transact(() => {
    for (const { cell: id, tags } of changes) {
      const cell = cells.get(id);
      if (tags.length === 0) {
        cell?.deleteMetadata('tags');
      } else {
        cell?.setMetadata('tags', [...tags]);
      }
    }
  });
  keepApart(notebook);
}

/** Tags after a fix: what it adds takes the place of what it removes. */
export function tagsAfterFix(tags: readonly string[], { addTags, removeTags }: Fix): readonly string[] {
  const place = tags.findIndex(tag => removeTags.includes(tag));
  const kept = tags.filter(tag => !removeTags.includes(tag));
  const added = addTags.filter(tag => !kept.includes(tag));
  return place < 0 ? [...kept, ...added] : [...kept.slice(0, place), ...added, ...kept.slice(place)];
}

/** Changes within half a second would be undone together, such as an inserted cell and its first tag. */
function keepApart(notebook: ISharedNotebook): void {
  if (notebook instanceof YDocument) {
    (notebook as YDocument<DocumentChange>).undoManager.stopCapturing();
  }
}
