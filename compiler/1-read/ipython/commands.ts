/** One IPython command (`!`, `!!`, `?`, `%`, `,`, `;`, `/` and what follows) → Python. */
import { interpolation } from './interpolation.js';
import { translateLineMagic } from './line-magics.js';
import type { TranslateStatement } from './line-magics.js';
import { automagics } from './magic-table.js';
import { shellCall } from './python-text.js';
import type { Translation } from './translation.js';

/** Characters that make a command of a logical line which starts with them. */
export const escapes = '!?%,;/';

/** Null when IPython would leave the text to Python, which will then refuse it. */
export function translateCommand(command: string, translateStatement: TranslateStatement): Translation | null {
  const escape = command.slice(0, 1);
  const text = command.slice(1);
  switch (escape) {
    case '!':
      return command.startsWith('!!') ? shell('!!', 'getoutput', command.slice(2), '') : shell('!', 'system', text, '');
    case '?':
      return help;
    case '%':
      return text.startsWith('%') ? lateCellMagic(text) : magic(text, '', translateStatement);
    default:
      return autoCall(escape, text);
  }
}

/** `x = !command` and `x = %magic`; `target` is the text before the command. */
export function translateAssigned(
  target: string,
  command: string,
  translateStatement: TranslateStatement
): Translation {
  const text = command.slice(1);
  return command.startsWith('!') ? shell('!', 'getoutput', text, target) : magic(text, target, translateStatement);
}

export const help: Translation = { python: '', kind: 'help', name: '?', maybeReads: [] };

/** A cell of one line that is a magic without its `%`, such as `pip install x` or `ls`. */
export function translateAutomagic(line: string, translateStatement: TranslateStatement): Translation | null {
  const [, word = '', gap = '', rest = ''] = /^(\w+)(\s*)(.*?)\s*$/.exec(line) ?? [];
  if (!automagics.has(word)) {
    return null;
  }
  if (rest === '') {
    const maybeReads = [word];
    return bareAutomagics.test(word)
      ? {
          python: shellCall('run_line_magic', [word, ''], { reads: [], maybeReads }),
          kind: 'magic',
          name: word,
          maybeReads
        }
      : null;
  }
  return gap !== '' && continuesNoExpression.test(rest) ? magic(`${word} ${rest}`, '', translateStatement) : null;
}

const bareAutomagics = /^(?:ls|ll|pwd|who|whos)$/;

/** Text that cannot go on after a name in Python: another operand, a path, an option with letters. */
const continuesNoExpression =
  /^(?!(?:if|for|in|is|not|and|or|as|else|async)\b)(?:[\p{L}_\d"'~$]|\.\.?(?:\/|$)|\/\w|-{1,2}[a-zA-Z][\w-]*(?:\s|$))/u;

function magic(text: string, target: string, translateStatement: TranslateStatement): Translation {
  const [, name = '', rest = ''] = /^(\S*) ?([^]*)$/.exec(text) ?? [];
  return translateLineMagic({ name, text: rest, target }, translateStatement);
}

function shell(name: '!' | '!!', method: 'system' | 'getoutput', text: string, target: string): Translation {
  const names = interpolation(text);
  return {
    python: target + shellCall(method, [text], names),
    kind: installs.test(text) ? 'install' : 'shell',
    name,
    maybeReads: names.maybeReads
  };
}

const installs =
  /(?:^|[\s;&|/])(?:pip[\d.]*|conda|mamba|micromamba|apt|apt-get|yum|brew|uv(?:\s+pip)?|poetry)\s+(?:-\S+\s+)*(?:install|add)\b/;

function lateCellMagic(text: string): Translation {
  return { python: '', kind: 'late-cell-magic', name: /^%(\S*)/.exec(text)?.[1] ?? '', maybeReads: [] };
}

/** `/f a b` calls `f(a, b)`, `,f a b` calls `f("a", "b")` and `;f a b` calls `f("a b")`: word by word, as IPython does. */
function autoCall(escape: string, text: string): Translation | null {
  const [, name = '', rest = ''] = /^(\S*) ?([^]*)$/.exec(text) ?? [];
  const words = rest.split(/\s+/).filter(word => word !== '');
  if (escape === '/') {
    return name === '' ? null : { python: `${name}(${words.join(', ')})`, kind: 'auto-call', name, maybeReads: [] };
  }
  const python = escape === ',' ? `${name}("${words.join('", "')}")` : `${name}("${rest}")`;
  return { python, kind: 'auto-call', name, maybeReads: [] };
}
