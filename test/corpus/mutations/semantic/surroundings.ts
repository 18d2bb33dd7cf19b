/** Edits of what a step finds around it: parameters, local modules, installed packages, environment variables. */
import { copyTo, environment, files, parameter, replace } from '../edit.js';
import type { Mutation } from '../edit.js';
import { changes, write } from './change.js';

export const parameters: readonly Mutation[] = [
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

export const surroundings: readonly Mutation[] = [
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
  changes(
    'the notebook is copied to a folder with another local module',
    'convert',
    copyTo('shed'),
    write('measures.py', 'def to_meters(feet):\n    return feet / 3\n')
  ),
  changes('an environment variable that a step reads', 'region', environment('WORKSHOP_REGION', 'south'))
];
