/** Words quoted so that a shell reads them as they are. */

/** A command line that can be copied into a terminal. */
export function shellLine(words: readonly string[]): string {
  return words.map(word => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`)).join(' ');
}
