/** What Python's `import` would load from a folder of the user's, in the order of CPython's `FileFinder`. */
import { posix } from 'node:path';
import type { FileObserver } from '../store/files.js';

export class ImportFolder {
  /** `path` as records name folders; `python` such as `cpython-3.12`: compiled modules for another one are not found. */
  constructor(
    private readonly files: FileObserver,
    private readonly path: string,
    python: string
  ) {
    this.names = files.namesIn(path);
    this.compiled = [...this.names].filter(name => /\.(so|pyd)$/.test(name));
    const [implementation = '', version = ''] = python.split('-');
    const digits = version.replace('.', '');
    this.tags = [`${implementation}-${digits}-`, `${implementation}${digits}-`, `cp${digits}-`];
  }

  /** Path of the module's file, as records name files: a package, else a compiled module, else source; null for none. */
  find(name: string): string | null {
    const initializer = posix.join(this.path, name, '__init__.py');
    if (this.names.has(name) && this.files.exists(initializer)) {
      return initializer;
    }
    const compiled = this.compiled.find(file => this.isCompiled(file, name));
    const file = compiled ?? (this.names.has(`${name}.py`) ? `${name}.py` : null);
    return file === null ? null : posix.join(this.path, file);
  }

  private isCompiled(file: string, name: string): boolean {
    const [stem, tag, ...rest] = file.split('.');
    return stem === name && (rest.length === 0 || tag === 'abi3' || this.tags.some(known => tag?.startsWith(known)));
  }

  private readonly names: ReadonlySet<string>;
  private readonly compiled: readonly string[];
  private readonly tags: readonly string[];
}
