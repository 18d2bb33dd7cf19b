/** Picks the command, lets it work, and turns what went wrong into a sentence and an exit code. */
import { version } from '../package.json';
import { OperationalError } from '../protocol/operational-error.js';
import type { Command } from './command-line/command.js';
import { programHelp } from './command-line/help.js';
import { didYouMean } from './command-line/nearest.js';
import { UsageError } from './command-line/usage-error.js';
import { commands } from './commands.js';
import { exitCodes } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { openTerminal } from './terminal/terminal.js';
import type { Terminal } from './terminal/terminal.js';

export async function runProgram(typed: readonly string[]): Promise<ExitCode> {
  const terminal = openTerminal(process.stdout, process.stderr, process.env);
  workOnWhenNobodyReads(terminal);
  try {
    return await dispatch(typed, terminal);
  } catch (error) {
    return report(error, typed, terminal);
  }
}

async function dispatch([name, ...rest]: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    return help(rest, terminal);
  }
  if (name === '--version' || name === '-V') {
    terminal.print(version);
    return exitCodes.fine;
  }
  const command = await find(name);
  if (wantsHelp(rest)) {
    terminal.print(command.help(terminal));
    return exitCodes.fine;
  }
  return command.execute(rest, terminal, process.env);
}

/** `collard help run` is `collard run --help`. */
async function help([name]: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (name === undefined) {
    terminal.print(
      programHelp(
        Object.entries(commands).map(([word, { summary }]) => [word, summary]),
        terminal
      )
    );
  } else {
    terminal.print((await find(name)).help(terminal));
  }
  return exitCodes.fine;
}

async function find(name: string): Promise<Command> {
  const row = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (row === undefined) {
    throw new UsageError(`There is no command "${name}".`, didYouMean(name, Object.keys(commands)));
  }
  return (await row.load()).command;
}

function wantsHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return (end < 0 ? words : words.slice(0, end)).some(word => word === '--help' || word === '-h');
}

/** Anything that is neither a wrong word nor a failing surrounding is a bug of ours: then the stack is what helps. */
function report(error: unknown, typed: readonly string[], terminal: Terminal): ExitCode {
  const { code, message, hint, exit } = describe(error);
  if (typed.includes('--json')) {
    terminal.print(JSON.stringify({ error: { code, message, hint } }));
  } else {
    terminal.complain(`${terminal.style.error('error:')} ${message}`);
    if (hint !== '') {
      terminal.complain(`  hint: ${hint}`);
    }
  }
  return exit;
}

interface Described {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly exit: ExitCode;
}

function describe(error: unknown): Described {
  if (error instanceof UsageError) {
    return { code: 'usage', message: error.message, hint: error.hint, exit: exitCodes.usage };
  }
  if (error instanceof OperationalError) {
    const { code, message, hint } = error;
    const exit = code === 'not-found' || code === 'invalid-input' ? exitCodes.usage : exitCodes.environment;
    return { code, message, hint, exit };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    code: 'bug',
    message,
    hint: 'This is a bug in Collard; please report it with the lines above.',
    exit: exitCodes.environment
  };
}

/** `collard … | head` stops reading early; that is no error, and a run goes on to its end all the same. */
function workOnWhenNobodyReads({ out, err }: Terminal): void {
  for (const stream of [out, err]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') {
        throw error;
      }
    });
  }
}
