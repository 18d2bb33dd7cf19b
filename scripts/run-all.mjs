// Runs commands one after the other, shows what they print, and says at the end which of them failed.
import { spawnSync } from 'node:child_process';

/**
 * @param {ReadonlyArray<readonly [name: string, command: string, ...words: string[]]>} commands
 * @returns {boolean} whether all of them succeeded
 */
export function runAll(commands) {
  const failed = [];
  for (const [name, command, ...words] of commands) {
    const start = Date.now();
    console.log(`\n── ${name}`);
    const { status, error } = spawnSync(command, words, { stdio: 'inherit', shell: process.platform === 'win32' });
    if (error) {
      console.error(error.message);
    }
    if (status !== 0) {
      failed.push(name);
    }
    console.log(`── ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - start) / 1000).toFixed(1)} s`);
  }
  console.log(
    `\n${commands.length - failed.length} passed, ${failed.length} failed${failed.length ? `: ${failed.join(', ')}` : ''}`
  );
  return failed.length === 0;
}
