/** The program as one script: loaded with the code that V8 kept of it, and asked for that code when the command is over. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { getHeapCodeStatistics } from 'node:v8';
import { Script, constants } from 'node:vm';
import type { runProgram } from '../program.js';
import type { CompiledCode } from './code-cache.js';

export interface Program {
  readonly runProgram: typeof runProgram;
}

/** What the file evaluates to: the modules of the program, as the body of a CommonJS module. */
type ProgramBody = (module: { exports: unknown }, require: NodeJS.Require, dirname: string) => void;

export class ProgramScript {
  /** @param cachedData what `compiledCode` returned for a file of the same content, else null. */
  constructor(
    private readonly path: string,
    cachedData: Buffer | null
  ) {
    // The bundle is plain ASCII; read as Latin-1 it need not be decoded.
    this.script = new Script(readFileSync(path, 'latin1'), {
      filename: path,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(cachedData === null ? {} : { cachedData })
    });
    this.usesCachedData = cachedData !== null && this.script.cachedDataRejected !== true;
  }

  load(): Program {
    const module = { exports: {} };
    const body = this.script.runInThisContext() as ProgramBody;
    body(module, createRequire(this.path), dirname(this.path));
    return module.exports as Program;
  }

  /** Every function that has been called until now, and those that came from the cache. */
  compiledCode(): CompiledCode {
    return { data: this.script.createCachedData(), compiledBytes: this.compiledBytes() };
  }

  /** How much that is, in bytes, with Node's own code; takes less time than the code itself. */
  compiledBytes(): number {
    return getHeapCodeStatistics().bytecode_and_metadata_size;
  }

  /** False when V8 refused what it was given: it was made by another version of it, or with other options. */
  readonly usesCachedData: boolean;
  private readonly script: Script;
}
