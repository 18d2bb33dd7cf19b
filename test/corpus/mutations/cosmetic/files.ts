/** Edits of files that leave what was read alone. */
import { files, move, replace } from '../edit.js';
import type { Mutation } from '../edit.js';
import { cosmetic, elsewhere } from './no-change.js';

export const filesOfOrchard: readonly Mutation[] = [
  cosmetic(
    'a file that nobody reads is changed',
    files('from pathlib import Path\nPath("aside.txt").write_text("changed")')
  ),
  cosmetic('a file that nobody reads is gone', files('from pathlib import Path\nPath("aside.txt").unlink()')),
  cosmetic('a data file is touched', files('import os\nos.utime("harvest.csv", (1, 1))')),
  cosmetic(
    'a data file is written again with the same content',
    files(
      'from pathlib import Path\ntext = Path("notes.txt").read_text()\nPath("notes.txt").unlink()\nPath("notes.txt").write_text(text)'
    )
  ),
  cosmetic(
    'a data file is replaced by a copy',
    files('import os, shutil\nshutil.copy("weights.npy", "copy.npy")\nos.replace("copy.npy", "weights.npy")')
  ),
  cosmetic('a data file gets other permissions', files('import os\nos.chmod("harvest.csv", 0o644)')),
  cosmetic(
    'a name that a listing does not match is added',
    files('from pathlib import Path\nPath("new-at-the-top.txt").write_text("x")')
  ),
  cosmetic('the cells change places', move('weigh', 'harvest')),
  cosmetic(
    'a comment is added to every reading step',
    replace('weigh', 'weights =', '# grams\nweights ='),
    replace('note', 'with', '# today\nwith')
  ),
  elsewhere('one reading step changes', ['raw'], replace('raw', 'raw = np', 'raw  = [] + np'))
];
