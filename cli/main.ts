/** The `collard` command: loads the program with the code that earlier commands compiled, and keeps what this one compiled. */
import { join } from 'node:path';
import { exitCodes } from './exit-codes.js';
import { userCacheFolder } from './start/cache-folder.js';
import { CodeCache, isOutgrown } from './start/code-cache.js';
import { ProgramScript } from './start/program-script.js';

/** File name of the program beside this one, with the digest of its content; set when it is built. */
declare const programFile: string;

const typed = process.argv.slice(2);
const cacheFolder = process.env['NODE_DISABLE_COMPILE_CACHE'] ? null : userCacheFolder(process.env);
const cache = cacheFolder === null ? null : new CodeCache(join(cacheFolder, 'code'));
// Each command by itself, because what is in the cache costs time to load.
const name = [programFile, process.version, process.arch, typed[0]?.replace(/\W/g, '')].join('-');

const cached = cache?.read(name) ?? null;
const script = new ProgramScript(join(import.meta.dirname, programFile), cached?.data ?? null);
const exitCode = await script.load().runProgram(typed);
process.exitCode = exitCode;
const isTypical = exitCode === exitCodes.fine || exitCode === exitCodes.failed;
if (isTypical && (cached === null || !script.usesCachedData || isOutgrown(cached, script.compiledBytes()))) {
  cache?.keep(name, script.compiledCode());
}
