/** What Collard knows about IPython's magics and the popular ones of other packages. */

/** A line or cell magic whose text is Python that runs in the notebook's namespace. */
export interface StatementMagic {
  /** One-letter options that take a value; all others are switches. */
  readonly valued: string;
  /** Whether names that the statement binds stay. */
  readonly leaks: boolean;
  /** The option whose value names the variable that gets the measurement. */
  readonly bindsOption?: string;
  /** The option whose value is an expression that is read. */
  readonly readsOption?: string;
}

export const statementMagics: ReadonlyMap<string, StatementMagic> = new Map<string, StatementMagic>([
  ['time', { valued: '', leaks: true }],
  ['timeit', { valued: 'nrpv', leaks: false, bindsOption: 'v' }],
  ['prun', { valued: 'DlsT', leaks: true }],
  ['memit', { valued: 'rti', leaks: true }],
  ['lprun', { valued: 'fmDTu', leaks: true, readsOption: 'f' }],
  ['mprun', { valued: 'fT', leaks: true, readsOption: 'f' }]
]);

/** How a cell magic treats its body. */
export type CellMagicBody =
  /** Python in the notebook's namespace. */
  | 'python'
  /** Another language or a file. */
  | 'foreign'
  /** A shell script that IPython fills with variables. */
  | 'interpolated';

export const cellMagics: ReadonlyMap<string, CellMagicBody> = new Map<string, CellMagicBody>([
  ...['time', 'timeit', 'prun', 'memit', 'capture', 'debug'].map(name => [name, 'python'] as const),
  ...['sx', 'system', '!'].map(name => [name, 'interpolated'] as const),
  ...(
    'HTML SVG bash bigquery cmd file html javascript js latex markdown perl pypy python python2 python3 R ruby script sh sql ' +
    'svg writefile'
  )
    .split(' ')
    .map(name => [name, 'foreign'] as const)
]);

/** Line magics that do more than show something or set up IPython itself. */
export const lineMagicKinds = {
  cd: 'environment',
  env: 'environment',
  set_env: 'environment',
  pushd: 'environment',
  popd: 'environment',
  run: 'run-file',
  load: 'run-file',
  loadpy: 'run-file',
  pylab: 'run-file',
  debug: 'debug',
  cpaste: 'debug',
  paste: 'debug',
  edit: 'debug',
  ed: 'debug',
  recall: 'history',
  rep: 'history',
  rerun: 'history',
  macro: 'history',
  reset: 'reset',
  reset_selective: 'reset'
} as const;

/** Magics that people type without `%`. IPython takes them only as a cell of one line. */
export const automagics: ReadonlySet<string> = new Set(
  (
    'cat cd clear conda cp debug env hist history load_ext ls ll mamba matplotlib micromamba mkdir more mv pip popd pushd pwd ' +
    'pylab reload_ext rm rmdir run store timeit uv who whos'
  ).split(' ')
);
