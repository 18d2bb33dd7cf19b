/** What one piece of IPython syntax becomes. */

/**
 * What a piece of IPython syntax is, for messages. `run-file` may define any name (`%run`, `%load`, `%pylab`, `%store -r`),
 * `environment` changes the process (`%env`, `%cd`), `debug` needs somebody at the keyboard, `history` reads earlier input,
 * `reset` deletes variables.
 */
export type IPythonKind =
  | 'magic'
  | 'shell'
  | 'help'
  | 'auto-call'
  | 'cell-magic'
  | 'unknown-cell-magic'
  | 'late-cell-magic'
  | 'install'
  | 'environment'
  | 'run-file'
  | 'debug'
  | 'history'
  | 'reset';

export interface Translation {
  /** On one line; empty when nothing is left. */
  readonly python: string;
  readonly kind: IPythonKind;
  /** Name of the magic, without `%`; `!`, `!!` or `?` for the rest; the name that an auto-call calls. */
  readonly name: string;
  /** Names that it reads if they exist: nobody should be told that they are undefined. */
  readonly maybeReads: readonly string[];
}

/**
 * Name of the function that holds code which IPython runs on the spot in a scope of its own (`%timeit`, `%%timeit`). Its
 * definition must be analyzed as a call of it, and not as a binding of this name.
 */
export const localCode = '_ipython_local_code_';
