/** Edits of the files that a step reads or looks for, whoever reads them. */
import { copyTo, files, parameter, remove, replace, tags } from '../edit.js';
import type { Mutation } from '../edit.js';
import { changes, write } from './change.js';

export const dataFiles: readonly Mutation[] = [
  changes('a table that pandas reads', 'harvest arrow_csv', write('harvest.csv', 'tree,apples\nfirst,4\nsecond,5\n')),
  changes(
    'a table by one row, at the same size',
    'harvest arrow_csv',
    write('harvest.csv', 'tree,apples\nfirst,3\nsecond,6\n')
  ),
  changes(
    'a table with the old size and the old time',
    'harvest arrow_csv',
    files(
      'import os\nfrom pathlib import Path\nbefore = os.stat("harvest.csv")\nPath("harvest.csv").write_text("tree,apples\\nfirst,9\\nsecond,5\\n")\nos.utime("harvest.csv", ns=(before.st_atime_ns, before.st_mtime_ns))'
    )
  ),
  changes(
    'a table replaced by a rename, with the old time',
    'harvest arrow_csv',
    files(
      'import os\nfrom pathlib import Path\nbefore = os.stat("harvest.csv")\nPath("next.csv").write_text("tree,apples\\nfirst,8\\nsecond,5\\n")\nos.utime("next.csv", ns=(before.st_atime_ns, before.st_mtime_ns))\nos.replace("next.csv", "harvest.csv")'
    )
  ),
  changes(
    'a table that gets longer',
    'harvest arrow_csv',
    files('with open("harvest.csv", "a") as file:\n    file.write("third,7\\n")')
  ),
  changes('an array of numpy', 'weigh', files('import numpy as np\nnp.save("weights.npy", np.array([1.0, 2.5]))')),
  changes('an archive of numpy', 'bundle', files('import numpy as np\nnp.savez("bundle.npz", left=np.arange(4))')),
  changes('a text opened by a parameter', 'note size', write('notes.txt', 'rainy!\n')),
  changes('a text of the same size', 'note', write('notes.txt', 'windy\n')),
  changes(
    'another file by the parameter',
    'note',
    write('other.txt', 'cloudy\n'),
    parameter('notes_file', '"other.txt"')
  ),
  changes(
    'numbers that numpy reads from a file',
    'raw',
    files('import numpy as np\nnp.array([1, 2, 4], dtype="<i4").tofile("raw.bin")')
  ),
  changes(
    'a file mapped into memory',
    'mapped',
    files('import numpy as np\nnp.arange(1, 5, dtype="<i2").tofile("mapped.bin")')
  ),
  changes('a text table that numpy reads', 'text_table', write('table.txt', '1 2\n3 5\n')),
  changes(
    'a Parquet file that pyarrow reads',
    'parquet',
    files(
      'import pyarrow as pa\nimport pyarrow.parquet\npa.parquet.write_table(pa.table({"n": [1, 3]}), "table.parquet")'
    )
  ),
  changes(
    'a Parquet file that pandas reads',
    'frame',
    files(
      'import pyarrow as pa\nimport pyarrow.parquet\npa.parquet.write_table(pa.table({"n": [5, 7]}), "frame.parquet")'
    )
  ),
  changes(
    'a pickle that pandas reads',
    'pickled',
    files('import pandas as pd\npd.DataFrame({"a": [2]}).to_pickle("frame.pkl")')
  ),
  changes('a JSON file read by a function', 'settings', write('settings.json', '{"rows": 5}')),
  changes('a file read by the csv module', 'plain', write('plain.csv', 'x;y\n1;3\n')),
  changes(
    'a compressed file',
    'packed',
    files('import gzip\nwith gzip.open("packed.txt.gz", "wt") as file:\n    file.write("repacked")')
  ),
  changes(
    'a file in an archive',
    'zipped',
    files(
      'import zipfile\nwith zipfile.ZipFile("box.zip", "w") as box:\n    box.writestr("inside.txt", "zipped again")'
    )
  ),
  changes(
    'a row in a database',
    'database',
    files(
      'import sqlite3\nwith sqlite3.connect("store.db") as connection:\n    connection.execute("insert into fruit values (\'fig\', 9)")\nconnection.close()'
    )
  ),
  changes('a file more in a listing', 'leaves', write('leaves/cherry', 'cherry')),
  changes('a file less in a listing', 'leaves', files('from pathlib import Path\nPath("leaves/birch").unlink()')),
  changes('a file more in a glob', 'crates newest', write('crates/crate2.txt', 'two')),
  changes(
    'a file less in a glob',
    'crates newest',
    files('from pathlib import Path\nPath("crates/crate1.txt").unlink()')
  ),
  changes('the file that a listing led to', 'newest', write('crates/crate1.txt', 'eleven')),
  changes('a file that was not there appears', 'switch', write('switch.txt', 'on')),
  changes('the size of a file', 'size note', write('notes.txt', 'sunny spells\n')),
  changes('a file more, deep in a tree that is walked', 'walk', write('rows/north/old/elm', 'elm')),
  changes(
    'an empty folder of a walked tree gets a file',
    'walk',
    files('from pathlib import Path\nPath("rows/south").mkdir()\nPath("rows/south/fir").write_text("fir")')
  ),
  changes(
    'a file whose presence was asked for is gone',
    'present',
    files('from pathlib import Path\nPath("flag.txt").unlink()')
  ),
  changes('the file behind a link', 'link', write('today.txt', 'tomorrow')),
  changes(
    'the link leads to another file',
    'link',
    files('from pathlib import Path\nPath("link.txt").unlink()\nPath("link.txt").symlink_to("other-day.txt")')
  ),
  changes('a configuration', 'config', write('farm.ini', '[farm]\nname = dale\n')),
  changes('an optional second configuration appears', 'config', write('farm.local.ini', '[farm]\nname = local\n')),
  changes(
    'one number of an array that is mapped into memory',
    'big',
    files('import numpy as np\nbig = np.arange(8)\nbig[3] = 30\nnp.save("big.npy", big)')
  ),
  changes(
    'the notebook is copied to a folder with another table',
    'harvest arrow_csv sum_up',
    copyTo('valley'),
    write('harvest.csv', 'tree,apples\nfirst,60\n')
  ),
  changes(
    'the notebook is copied to a folder with fewer leaves and no flag',
    'leaves present',
    copyTo('hills/north'),
    files('from pathlib import Path\nPath("leaves/birch").unlink()\nPath("flag.txt").unlink()')
  ),
  changes('the values of an earlier step', 'harvest sum_up', write('harvest.csv', 'tree,apples\nfirst,30\n')),
  changes('a file with no read left, and one read more', 'raw', replace('raw', 'raw.bin', 'mapped.bin')),
  changes(
    'a step less',
    'sum_up',
    remove('settings'),
    tags('sum', 'step:sum_up', 'prev:harvest', 'prev:weigh'),
    replace('sum', ' + rows', '')
  )
];
