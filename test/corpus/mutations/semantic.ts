/** Edits that change what a step computes or what it reads. The steps named must run again; none may give an old answer. */
import { environment, files, insert, parameter, remove, replace } from './edit.js';
import type { Edit, Mutation } from './edit.js';

/** The steps that must run again come first. */
function changes(sentence: string, reruns: string, ...edits: readonly Edit[]): Mutation {
  return { sentence, reruns: reruns.split(' '), edits };
}

/** Python that writes a text file. */
function write(path: string, text: string): Edit {
  return files(`from pathlib import Path\nPath(${JSON.stringify(path)}).write_text(${JSON.stringify(text)})`);
}

const ownCode: readonly Mutation[] = [
  changes('a number in a step', 'local', replace('local', 'margin = 1.5', 'margin = 1.6')),
  changes('a number by less than it prints', 'local', replace('local', 'margin = 1.5', 'margin = 1.5000000000000002')),
  changes('a term is added', 'report', replace('report', 'half + factor', 'half + factor + 0.5')),
  changes('a plus becomes a minus', 'report', replace('report', 'half + factor', 'half - factor')),
  changes('a product becomes a power', 'local', replace('local', 'density * margin', 'density ** margin')),
  changes('a division becomes a remainder', 'print_out', replace('print', 'total / average', 'total % average')),
  changes('an and becomes an or', 'local', replace('local', '> 60 and not', '> 60 or not')),
  changes('a not goes', 'local', replace('local', 'and not value == 100', 'and value == 100')),
  changes('greater becomes less', 'local', replace('local', 'value > 60', 'value < 60')),
  changes('equal becomes unequal', 'local', replace('local', 'value == 100', 'value != 100')),
  changes('a constant in a comparison', 'local', replace('local', '> 60', '> 100')),
  changes('a function called in its place', 'measure', replace('measure', 'max(lengths)', 'min(lengths)')),
  changes('another function of a module', 'print_out', replace('print', 'math.floor', 'math.ceil')),
  changes('another attribute', 'report', replace('report', 'statistics.mean', 'statistics.median')),
  changes('a default argument in a step', 'local', replace('local', 'density=0.7', 'density=0.8')),
  changes('an argument of a call', 'print_out', replace('print', 'sort_keys=True', 'sort_keys=False')),
  changes('an argument goes', 'print_out', replace('print', ', sort_keys=True', '')),
  changes(
    'two arguments change places',
    'local',
    replace('local', 'round(weight(length), 3)', 'round(3, weight(0) == 0)')
  ),
  changes('a string', 'entitle', replace('entitle', '" ")', '", ")')),
  changes('a string by its case', 'report', replace('report', '{"title": title', '{"Title": title')),
  changes('a string by a space at its end', 'report', replace('report', '{"title": title', '{"title ": title')),
  changes('a string becomes raw', 'entitle', replace('entitle', '" ")', 'r"\\n")')),
  changes('a string becomes an f-string', 'report', replace('report', '{"title": title', '{f"{factor}title": title')),
  changes('a string with a hash in it', 'entitle', replace('entitle', '" ")', '" # ")')),
  changes('spaces inside of a string', 'entitle', replace('entitle', '" ")', '"  ")')),
  changes('a statement is added', 'measure', replace('measure', 'longest =', 'lengths.append(1)\nlongest =')),
  changes(
    'a statement is taken out',
    'entitle',
    replace('entitle', '\nif options["loud"]:\n    title = title.upper()', '\ntitle = title + "."')
  ),
  changes(
    'two statements change places',
    'measure',
    replace('measure', '\nlongest = max(lengths)', '\nlengths.append(1)\nlongest = max(lengths)\nlengths.reverse()')
  ),
  changes(
    'a statement moves out of a condition',
    'entitle',
    replace('entitle', '    title = title.upper()', '    pass\ntitle = title.upper()')
  ),
  changes('a condition is turned round', 'entitle', replace('entitle', 'if options["loud"]', 'if not options["loud"]')),
  changes(
    'parentheses change the precedence',
    'report',
    replace('report', 'sum(pieces) + half', 'sum(pieces) * (1 + half)')
  ),
  changes(
    'a comprehension gets a condition',
    'measure',
    replace('measure', 'for size in sizes]', 'for size in sizes if size > 2]')
  ),
  changes('a comprehension gets another expression', 'build', replace('build', 'board.area()', 'board.width()')),
  changes('another class is made', 'build', replace('build', 'Board(length)', 'Plank(length)')),
  changes(
    'a comma makes a tuple',
    'print_out',
    replace('print', 'json.dumps(report, sort_keys=True)', 'json.dumps((report,), sort_keys=True)')
  ),
  changes('a slice', 'measure', replace('measure', 'for size in sizes]', 'for size in sizes[1:]]')),
  changes('an index', 'report', replace('report', '"meters": meters', '"meters": meters[0]')),
  changes('a star', 'print_out', replace('print', 'dumps(report', 'dumps([*report]')),
  changes('a lambda in its place', 'saw', replace('saw', 'halve(longest)', '(lambda value: value / 4)(longest)')),
  changes('a new cell of the step', 'measure', insert('build', { id: 'more', tags: [], source: 'longest += 1' })),
  changes('an augmented assignment', 'local', replace('local', 'margin = 1.5', 'margin = 1.5\nmargin *= 2')),
  changes('a walrus', 'saw', replace('saw', 'halve(longest)', 'halve(twice := longest * 2)')),
  changes(
    'the indentation of a return',
    'local',
    replace(
      'local',
      '    return length * density * margin',
      '    for _ in range(2):\n        length += 1\n    return length * density * margin'
    )
  )
];

const calledCode: readonly Mutation[] = [
  changes('the function that a step calls', 'measure', replace('helpers', 'middle(value) * 2', 'middle(value) * 3')),
  changes(
    'a function that the called function calls',
    'measure',
    replace('helpers', 'base(value) + shift', 'base(value) - shift')
  ),
  changes('a function two levels down', 'measure', replace('helpers', 'value * SCALE', 'value * SCALE + 1')),
  changes('a constant that is read two levels down', 'measure', replace('helpers', 'SCALE = 10', 'SCALE = 11')),
  changes('a constant is assigned twice', 'measure', replace('helpers', 'SCALE = 10', 'SCALE = 10\nSCALE = 12')),
  changes(
    'a constant is changed by a loop',
    'measure',
    replace('helpers', 'SCALE = 10', 'SCALE = 10\nfor _ in range(2):\n    SCALE += 1')
  ),
  changes('a default argument one level down', 'measure', replace('helpers', 'shift=1', 'shift=2')),
  changes(
    'a function is defined again below',
    'measure',
    insert('measure', { id: 'again', tags: ['functions'], source: 'def base(value):\n    return value' })
  ),
  changes(
    'a called function is wrapped',
    'measure',
    insert('measure', {
      id: 'wrap',
      tags: ['functions'],
      source: 'plain_base = base\n\n\ndef base(value):\n    return plain_base(value) + 5'
    })
  ),
  changes(
    'a called function gets a decorator',
    'measure',
    replace(
      'helpers',
      'def base(value)',
      'def twice(function):\n    return lambda value: 2 * function(value)\n\n\n@twice\ndef base(value)'
    )
  ),
  changes('a constant that a step reads', 'entitle', replace('helpers', '"hello"', '"good day"')),
  changes('a class attribute', 'build', replace('classes', 'thickness = 2', 'thickness = 3')),
  changes('a method of the class', 'build', replace('classes', 'super().width() + 1', 'super().width() + 2')),
  changes('a method of the base class', 'build', replace('classes', 'self.thickness + 1', 'self.thickness + 2')),
  changes(
    'a method that a method of the base class calls',
    'build',
    replace('classes', 'self.length * self.width()', 'self.length * self.width() + 1')
  ),
  changes('the constructor', 'build', replace('classes', 'self.length = length', 'self.length = length + 1')),
  changes(
    'the base class',
    'build',
    replace(
      'classes',
      'class Board(Plank):\n    def width(self):\n        return super().width() + 1',
      'class Beam(Plank):\n    thickness = 9\n\n\nclass Board(Beam):\n    def width(self):\n        return super().width() + 1'
    )
  ),
  changes(
    'a method is added that overrides',
    'build',
    replace('classes', 'class Board(Plank):\n', 'class Board(Plank):\n    def area(self):\n        return 1\n\n')
  ),
  changes(
    'a property takes the place of an attribute',
    'build',
    replace('classes', '    thickness = 2\n', '    @property\n    def thickness(self):\n        return 4\n')
  ),
  changes('the decorator', 'saw', replace('classes', 'function(*args) + 0', 'function(*args) + 1')),
  changes(
    'the decorator is taken off',
    'saw',
    replace('classes', '@logged\ndef cut(length):\n    return length / 2', 'def cut(length):\n    return length / 2.5')
  ),
  changes('the decorated function', 'saw', replace('classes', 'return length / 2', 'return length / 3')),
  changes('a lambda', 'saw', replace('classes', 'lambda value: value / 2', 'lambda value: value / 3')),
  changes(
    'a function inside of a function',
    'entitle',
    replace('classes', 'return prefix + text', 'return prefix + text + "!"')
  ),
  changes(
    'a class is patched below',
    'build',
    insert('measure', { id: 'patch', tags: ['functions'], source: 'Plank.thickness = 7' })
  ),
  changes(
    'a class is patched with setattr',
    'build',
    insert('measure', { id: 'patch', tags: ['functions'], source: 'setattr(Plank, "thickness", 8)' })
  ),
  changes(
    'another module under the same name',
    'print_out',
    replace(
      'imports',
      'import json',
      'import pickle as json_like\nimport json\n\njson = type("Loud", (), {"dumps": staticmethod(lambda value, **_: "loud")})'
    )
  ),
  changes(
    'another function under the imported name',
    'print_out',
    replace(
      'imports',
      'import math',
      'import math\nfrom types import SimpleNamespace\n\nmath = SimpleNamespace(floor=lambda value: -1)'
    )
  ),
  changes(
    'another module is imported under the alias',
    'report',
    replace('imports', 'import statistics', 'import numpy as statistics'),
    replace('report', 'statistics.mean(areas)', 'float(statistics.median(areas))')
  ),
  changes(
    'a step overwrites a constant that a function reads',
    'measure',
    replace('measure', 'lengths = [', 'SCALE = 20\nlengths = [')
  )
];

const parameters: readonly Mutation[] = [
  changes(
    'the value of a parameter in the notebook',
    'report inches',
    replace('parameters', 'factor = 3', 'factor = 4')
  ),
  changes('the value of a parameter for one run', 'report inches', parameter('factor', '5')),
  changes('a parameter changes its type', 'report inches', parameter('factor', '3.0')),
  changes('a string parameter', 'entitle shorten', parameter('label', '"elm"')),
  changes('a string parameter by its case', 'entitle shorten', parameter('label', '"Oak"')),
  changes('an item of a list parameter', 'measure', parameter('sizes', '[4, 9, 3]')),
  changes('the order of a list parameter', 'measure', parameter('sizes', '[9, 4, 2]')),
  changes('an item of a dict parameter', 'report', parameter('options', '{"round": 1, "loud": False}')),
  changes('a boolean inside of a dict parameter', 'entitle', parameter('options', '{"round": 2, "loud": True}')),
  changes('an item is added in the notebook', 'measure', replace('parameters', '[4, 9, 2]', '[4, 9, 2, 1]'))
];

const surroundings: readonly Mutation[] = [
  changes(
    'a local module',
    'convert',
    write(
      'measures.py',
      'from measures_base import PER_FOOT\n\n\ndef to_meters(feet):\n    return round(feet * PER_FOOT, 1)\n'
    )
  ),
  changes('a module that a local module imports', 'convert', write('measures_base.py', 'PER_FOOT = 0.305\n')),
  changes(
    'a module of a local package',
    'shorten',
    write('tools/trim.py', 'def shorten(text):\n    return text[:1]\n')
  ),
  changes('a module that a module of a package imports', 'shorten', write('tools/blades.py', 'LENGTH = 1\n')),
  changes('the package itself', 'shorten', write('tools/__init__.py', 'from . import blades\n\nblades.LENGTH = 3\n')),
  changes(
    'a module of the package becomes a package',
    'shorten',
    files(
      'from pathlib import Path\nPath("tools/trim.py").unlink()\nPath("tools/trim").mkdir()\nPath("tools/trim/__init__.py").write_text("def shorten(text):\\n    return text[-1]\\n")'
    )
  ),
  changes(
    'a local module comes back',
    'shorten',
    files('import shutil\nshutil.rmtree("tools/trim", ignore_errors=True)'),
    write('tools/trim.py', 'def shorten(text):\n    return text[1:]\n')
  ),
  changes(
    'a library in a newer version',
    'inches',
    files(
      'from pathlib import Path\nPath(SITE, "tiny_units-1.0.dist-info").rename(Path(SITE, "tiny_units-1.1.dist-info"))\nPath(SITE, "tiny_units-1.1.dist-info/METADATA").write_text("Metadata-Version: 2.1\\nName: tiny-units\\nVersion: 1.1\\n")\nPath(SITE, "tiny_units-1.1.dist-info/RECORD").write_text("tiny_units.py,,\\ntiny_units-1.1.dist-info/METADATA,,\\n")\nPath(SITE, "tiny_units.py").write_text("def inches(feet):\\n    return feet * 12.0001\\n")'
    )
  ),
  changes(
    'a library in an older version',
    'inches',
    files(
      'from pathlib import Path\nPath(SITE, "tiny_units-1.0.dist-info").rename(Path(SITE, "tiny_units-0.9.dist-info"))\nPath(SITE, "tiny_units-0.9.dist-info/METADATA").write_text("Metadata-Version: 2.1\\nName: tiny-units\\nVersion: 0.9\\n")\nPath(SITE, "tiny_units-0.9.dist-info/RECORD").write_text("tiny_units.py,,\\ntiny_units-0.9.dist-info/METADATA,,\\n")\nPath(SITE, "tiny_units.py").write_text("def inches(feet):\\n    return feet * 13\\n")'
    )
  ),
  changes(
    'a local module takes the place of a library',
    'inches',
    write('tiny_units.py', 'def inches(feet):\n    return -feet\n')
  ),
  changes('an environment variable that a step reads', 'region', environment('WORKSHOP_REGION', 'south'))
];

const dataFiles: readonly Mutation[] = [
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
  changes('the values of an earlier step', 'harvest sum_up', write('harvest.csv', 'tree,apples\nfirst,30\n')),
  changes('a file with no read left, and one read more', 'raw', replace('raw', 'raw.bin', 'mapped.bin')),
  changes('a step less', 'sum_up', remove('settings'), replace('sum', ' + rows', ''))
];

/** By the name of the base notebook. */
export const semanticMutations: Readonly<Record<string, readonly Mutation[]>> = {
  workshop: [...ownCode, ...calledCode, ...parameters, ...surroundings],
  orchard: dataFiles
};
