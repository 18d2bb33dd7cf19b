/**
 * Which imports do nothing but bind a name. An import that no code reads is usually there for its effect and then counts for
 * every step; one of these is merely left over, and adding or dropping it changes nothing for anybody.
 */

import type { ImportedName } from '../2-analyze/python/cell-analysis.js';

/** Third-party libraries whose import changes no state that other code sees. Extend with care: a wrong row makes the cache lie. */
const quietLibraries: ReadonlySet<string> = new Set([
  'IPython',
  'PIL',
  'altair',
  'bs4',
  'catboost',
  'cv2',
  'dask',
  'joblib',
  'lightgbm',
  'lxml',
  'matplotlib',
  'networkx',
  'nltk',
  'numba',
  'numpy',
  'optuna',
  'pandas',
  'plotly',
  'polars',
  'pyarrow',
  'pydantic',
  'requests',
  'scipy',
  'seaborn',
  'skimage',
  'sklearn',
  'spacy',
  'statsmodels',
  'sympy',
  'tensorflow',
  'torch',
  'torchvision',
  'tqdm',
  'transformers',
  'xgboost',
  'yaml'
]);

/** Modules of those libraries, and of the standard library, that are imported for what they do. */
const loudModules: readonly string[] = [
  'sklearn.experimental',
  'readline',
  'rlcompleter',
  'faulthandler',
  'antigravity',
  'this'
];

/** The standard library, as `sys.stdlib_module_names` of CPython 3.14 lists it, packages for programs only. */
const standardLibrary: ReadonlySet<string> = new Set(
  (
    'abc argparse array ast asyncio base64 bisect builtins bz2 calendar cmath codecs collections colorsys compression concurrent ' +
    'configparser contextlib contextvars copy copyreg csv ctypes dataclasses datetime dbm decimal difflib dis email enum errno ' +
    'fcntl filecmp fnmatch fractions ftplib functools gc getpass gettext glob graphlib gzip hashlib heapq hmac html http imaplib ' +
    'importlib inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap ' +
    'multiprocessing netrc numbers operator optparse os pathlib pdb pickle pkgutil platform plistlib poplib posixpath pprint ' +
    'profile queue quopri random re reprlib resource runpy sched secrets select selectors shelve shlex shutil signal smtplib ' +
    'socket socketserver sqlite3 ssl stat statistics string stringprep struct subprocess symtable sys sysconfig tarfile tempfile ' +
    'textwrap threading time timeit token tokenize tomllib trace traceback tracemalloc types typing unicodedata unittest urllib ' +
    'uuid venv warnings wave weakref webbrowser xml xmlrpc zipapp zipfile zipimport zlib zoneinfo'
  ).split(' ')
);

/** `from library import enable_this` says by its name that it is there for its effect. */
const effectName = /^(_?)(activate|enable|init|install|load|patch|register|set|setup|start|use)/i;

/**
 * Whether an import whose name nobody reads changes nothing. `from module import name` asks for a name, so it is taken for
 * leftover unless the name speaks of an effect; a bare `import module` must be known to be quiet. What a local module does
 * when it is loaded is followed by its content, which stands in the record of every step that loaded it.
 */
export function isQuiet({ module, name, level, binds }: ImportedName): boolean {
  if (binds === null || module === '__future__' || loudModules.some(loud => isWithin(module, loud))) {
    return false;
  }
  const top = module.split('.', 1)[0] ?? module;
  const known = level === 0 && (quietLibraries.has(top) || standardLibrary.has(top));
  return known || (name !== null && !effectName.test(name));
}

function isWithin(module: string, folder: string): boolean {
  return module === folder || module.startsWith(`${folder}.`);
}
