/** Options in the text after a magic's name, read as IPython reads them (getopt: `-n10`, `-n 10`, `-qo`). */

export interface MagicOptions {
  /** Values by option letter, in the order given. */
  readonly values: readonly (readonly [option: string, value: string])[];
  /** The text after the options, untouched. */
  readonly rest: string;
}

/** @param valued the letters of the options that take a value. */
export function parseOptions(text: string, valued: string): MagicOptions {
  const values: (readonly [string, string])[] = [];
  let rest = text.trimStart();
  for (let match = optionPattern.exec(rest); match !== null; match = optionPattern.exec(rest)) {
    const letters = match[1] ?? '';
    rest = rest.slice(match[0].length);
    const at = [...letters].findIndex(letter => valued.includes(letter));
    const option = letters[at];
    if (option !== undefined && letters.length > at + 1) {
      values.push([option, letters.slice(at + 1)]);
    } else if (option !== undefined) {
      const value = /^\S*\s*/.exec(rest)?.[0] ?? '';
      values.push([option, value.trim()]);
      rest = rest.slice(value.length);
    }
  }
  return { values, rest };
}

/** `-abc` or `--long-name`, with the blanks behind. */
const optionPattern = /^-(?:-[\w-]+|([A-Za-z]\S*))(?:\s+|$)/;

/** Values of an option wherever it stands: `--out v`, `--out=v`, `-o v`. */
export function optionValues(text: string, option: string): readonly string[] {
  const pattern = new RegExp(`(?:^|\\s)${option}(?:=|\\s+)([\\w.,]+)`, 'g');
  return [...text.matchAll(pattern)].flatMap(([, value = '']) => value.split(',')).filter(isIdentifier);
}

export function isIdentifier(text: string): boolean {
  return /^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(text);
}
