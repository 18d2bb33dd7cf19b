/** What a command is: a table of options, a sentence, examples, and the work. */
import type { ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal/terminal.js';
import { commandHelp } from './help.js';
import { parseWords } from './options.js';
import type { OptionTable, OptionValues } from './options.js';
import { UsageError } from './usage-error.js';

/** The words that follow the options, such as `<notebook>`. */
export interface Words {
  /** As the help shows them: `<run> [step]`. */
  readonly usage: string;
  readonly least: number;
  readonly most: number;
}

export interface CommandDescription<Table extends OptionTable> {
  readonly name: string;
  /** What it does, in a sentence or two. */
  readonly about: string;
  readonly words: Words;
  readonly options: Table;
  /** Lines to try, each with what it does. */
  readonly examples: readonly (readonly [line: string, what: string])[];
}

/** What the work of a command is given. */
export interface Invocation<Table extends OptionTable> {
  readonly words: readonly string[];
  readonly options: OptionValues<Table>;
  /** Everything after the command's name, as typed. */
  readonly typed: readonly string[];
  readonly terminal: Terminal;
  /** The environment of the process that was called. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Command {
  help(terminal: Terminal): string;
  /** Parses what was typed after the command's name and does the work. */
  execute(
    typed: readonly string[],
    terminal: Terminal,
    environment: Invocation<OptionTable>['environment']
  ): Promise<ExitCode>;
}

/** Every command by name, loaded when called. */
export type CommandTable = Readonly<
  Record<string, { readonly summary: string; readonly load: () => Promise<{ readonly command: Command }> }>
>;

export function defineCommand<const Table extends OptionTable>(
  description: CommandDescription<Table>,
  work: (invocation: Invocation<Table>) => Promise<ExitCode>
): Command {
  return {
    help: terminal => commandHelp(description, terminal),
    execute: (typed, terminal, environment) => {
      const { words, options } = parseWords(description.options, typed);
      checkWords(description, words);
      return work({ words, options, typed, terminal, environment });
    }
  };
}

function checkWords({ name, words }: CommandDescription<OptionTable>, typed: readonly string[]): void {
  const usage = `Usage: collard ${name} ${words.usage}`;
  if (typed.length < words.least) {
    throw new UsageError(`collard ${name} needs ${words.usage}.`, `See collard ${name} --help.`);
  }
  const extra = typed[words.most];
  if (extra !== undefined) {
    throw new UsageError(`"${extra}" is one word too many.`, usage.trimEnd());
  }
}
