/**
 * Options of a command as a table: parsing, types of the values and the help text all come from it. Node's own `parseArgs`
 * splits the words; it costs no load time.
 */
import { parseArgs } from 'node:util';
import { didYouMean } from './nearest.js';
import { UsageError } from './usage-error.js';

interface OptionBase {
  readonly help: string;
  readonly short?: string;
}

export type Option =
  | (OptionBase & { readonly kind: 'flag' })
  | (OptionBase & { readonly kind: 'text'; readonly value: string })
  | (OptionBase & { readonly kind: 'list'; readonly value: string })
  /** A whole number from 0. */
  | (OptionBase & { readonly kind: 'count'; readonly value: string })
  | (OptionBase & { readonly kind: 'choice'; readonly choices: readonly string[] });

export type OptionTable = Readonly<Record<string, Option>>;

type ValueOf<Kind extends Option> = Kind extends { kind: 'flag' }
  ? boolean
  : Kind extends { kind: 'list' }
    ? readonly string[]
    : Kind extends { kind: 'count' }
      ? number | null
      : Kind extends { kind: 'choice'; choices: readonly (infer Choice)[] }
        ? Choice | null
        : string | null;

/** What was typed, by option; null, false or an empty list where nothing was. */
export type OptionValues<Table extends OptionTable> = { readonly [Name in keyof Table]: ValueOf<Table[Name]> };

export interface ParsedWords<Table extends OptionTable> {
  readonly options: OptionValues<Table>;
  readonly words: readonly string[];
}

/** Parses the words after the command's name. Throws a `UsageError` for anything the table does not know. */
export function parseWords<Table extends OptionTable>(table: Table, typed: readonly string[]): ParsedWords<Table> {
  const { tokens } = parseArgs({
    args: [...typed],
    options: Object.fromEntries(Object.entries(table).map(([name, option]) => [name, forNode(option)])),
    strict: false,
    allowPositionals: true,
    tokens: true
  });
  const given = new Map<string, string[]>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') {
      words.push(token.value);
    } else if (token.kind === 'option') {
      const text = checkedText(table, token.name, token.rawName, token.value);
      given.set(token.name, [...(given.get(token.name) ?? []), text]);
    }
  }
  const options = Object.fromEntries(
    Object.entries(table).map(([name, option]) => [name, optionValue(name, option, given.get(name) ?? [])])
  );
  return { options: options as OptionValues<Table>, words };
}

function forNode(option: Option): { type: 'boolean' | 'string'; short?: string } {
  const type = option.kind === 'flag' ? 'boolean' : 'string';
  return option.short === undefined ? { type } : { type, short: option.short };
}

function checkedText(table: OptionTable, name: string, typed: string, value: string | undefined): string {
  const option = Object.hasOwn(table, name) ? table[name] : undefined;
  if (option === undefined) {
    throw new UsageError(
      `There is no option ${typed}.`,
      didYouMean(
        typed,
        Object.keys(table).map(known => `--${known}`)
      )
    );
  }
  if (option.kind === 'flag') {
    if (value !== undefined) {
      throw new UsageError(`The option ${typed} takes no value.`);
    }
    return '';
  }
  if (value === undefined) {
    throw new UsageError(`The option ${typed} needs a value.`, option.help);
  }
  return value;
}

function optionValue(
  name: string,
  option: Option,
  given: readonly string[]
): boolean | number | string | readonly string[] | null {
  const last = given.at(-1) ?? null;
  switch (option.kind) {
    case 'flag':
      return last !== null;
    case 'list':
      return given;
    case 'text':
      return last;
    case 'count':
      if (last !== null && !/^\d{1,9}$/.test(last)) {
        throw new UsageError(`--${name} needs a whole number, not "${last}".`);
      }
      return last === null ? null : Number(last);
    case 'choice':
      if (last !== null && !option.choices.includes(last)) {
        throw new UsageError(`--${name} cannot be "${last}".`, didYouMean(last, option.choices));
      }
      return last;
  }
}
