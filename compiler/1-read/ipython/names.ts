/**
 * Names in a fragment of Python that is not a whole statement of the cell: the expression in `{…}` of a shell line, or the
 * statement after `%timeit`. Works on tokens alone, so it says at least every name that is read, and never fails.
 */

export interface FragmentNames {
  readonly reads: readonly string[];
  /** Names that it assigns or imports (not those that live only in a comprehension or lambda). */
  readonly binds: readonly string[];
  /** False when no Python expression or statement looks like this, as in `print $1`. */
  readonly wellFormed: boolean;
}

export function namesIn(fragment: string): FragmentNames {
  const tokens = tokenize(fragment);
  if (tokens === null || tokens.length === 0 || hasAdjacentOperands(tokens)) {
    return { reads: [], binds: [], wellFormed: false };
  }
  const imported = importedNames(tokens);
  if (imported !== null) {
    return { reads: [], binds: imported, wellFormed: true };
  }
  const local = new Set(localNames(tokens));
  const assigned = assignedNames(tokens);
  const reads = tokens
    .filter((token, index) => isRead(tokens, index) && !local.has(token.text))
    .map(({ text }) => text);
  const inStrings = tokens.flatMap(({ text }) => namesInFormatString(text));
  return { reads: unique([...reads, ...inStrings]), binds: unique(assigned), wellFormed: true };
}

/** Whether a statement is an expression, so that it can be evaluated for its value. */
export function isExpression(statement: string): boolean {
  const tokens = tokenize(statement);
  if (tokens === null || tokens.length === 0) {
    return false;
  }
  return (
    !statementKeywords.has(tokens[0]?.text ?? '') &&
    tokens.every(({ text, depth }) => depth > 0 || (text !== ';' && text !== '=' && !isAugmentedAssignment(text)))
  );
}

/** Whether a statement has a body, such as a `for` on one line; it cannot stand after another colon. */
export function isCompound(statement: string): boolean {
  return compoundKeywords.has(/^\s*(\w+)/.exec(statement)?.[1] ?? '');
}

interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'operator';
  readonly text: string;
  /** Brackets around it. */
  readonly depth: number;
}

const tokenPattern =
  /\s+|#.*|(?<string>(?:[rbuft]|[rbft]{2})?(?:"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))|(?<number>\.?\d[\w.]*(?:(?<=[eE])[+-]\d+)?)|(?<name>[\p{ID_Start}_][\p{ID_Continue}]*)|(?<operator>\*\*=?|\/\/=?|<<=?|>>=?|[-+*/%@&|^<>=!:]=|->|\.\.\.|[-+*/%@&|^<>=~:.,;()[\]{}])/iuy;

/** Null when some character is no part of Python. */
function tokenize(fragment: string): readonly Token[] | null {
  const pattern = new RegExp(tokenPattern);
  const tokens: Token[] = [];
  let depth = 0;
  while (pattern.lastIndex < fragment.length) {
    const groups = pattern.exec(fragment)?.groups;
    if (groups === undefined) {
      return null;
    }
    for (const kind of ['name', 'number', 'string', 'operator'] as const) {
      const text = groups[kind];
      if (text !== undefined) {
        depth -= kind === 'operator' && ')]}'.includes(text) ? 1 : 0;
        tokens.push({ kind, text, depth });
        depth += kind === 'operator' && '([{'.includes(text) ? 1 : 0;
      }
    }
  }
  return depth === 0 ? tokens : null;
}

/** Two operands in a row, with no operator or keyword between them. */
function hasAdjacentOperands(tokens: readonly Token[]): boolean {
  const isOperand = (token: Token | undefined): boolean =>
    token !== undefined && token.kind !== 'operator' && !keywords.has(token.text);
  return tokens.some((token, index) => {
    const next = tokens[index + 1];
    return isOperand(token) && isOperand(next) && !(token.kind === 'string' && next?.kind === 'string');
  });
}

function isRead(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const before = tokens[index - 1]?.text;
  const after = tokens[index + 1]?.text;
  if (token === undefined || token.kind !== 'name' || keywords.has(token.text) || before === '.' || after === ':=') {
    return false;
  }
  // `f(key=1)` names no variable; `x = 1` binds one; so does each target before the last `=` of a statement.
  return token.depth > 0 ? after !== '=' : !(isPlainTarget(tokens, index) && isBeforeAssignment(tokens, index));
}

function assignedNames(tokens: readonly Token[]): readonly string[] {
  return tokens
    .filter((token, index) => {
      const after = tokens[index + 1]?.text ?? '';
      const isName = token.kind === 'name' && !keywords.has(token.text);
      const isTarget = token.depth === 0 && isPlainTarget(tokens, index) && isBeforeAssignment(tokens, index);
      const isAugmented = token.depth === 0 && isAugmentedAssignment(after) && tokens[index - 1]?.text !== '.';
      return isName && (isTarget || isAugmented || after === ':=' || tokens[index - 1]?.text === 'as');
    })
    .map(({ text }) => text);
}

/** A bare name between commas, at the start of its statement: `x` or `y` in `x, y = …`. */
function isPlainTarget(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.text ?? ';';
  const after = tokens[index + 1]?.text ?? '';
  return [';', ',', '=', '*'].includes(before) && [',', '=', ':'].includes(after);
}

/** An `=` follows before the statement ends. */
function isBeforeAssignment(tokens: readonly Token[], index: number): boolean {
  const rest = tokens.slice(index).filter(({ depth }) => depth === 0);
  const end = rest.findIndex(({ text }) => text === ';');
  return (end < 0 ? rest : rest.slice(0, end)).some(({ text }) => text === '=');
}

/** Targets of `for` and parameters of `lambda`. */
function localNames(tokens: readonly Token[]): readonly string[] {
  const local: string[] = [];
  let until: string | null = null;
  for (const { kind, text } of tokens) {
    if (text === until) {
      until = null;
    } else if (until !== null && kind === 'name' && !keywords.has(text)) {
      local.push(text);
    } else if (kind === 'name' && (text === 'for' || text === 'lambda')) {
      until = text === 'for' ? 'in' : ':';
    }
  }
  return local;
}

/** What `import a.b, c as d` or `from m import x as y` binds; null for any other statement. */
function importedNames(tokens: readonly Token[]): readonly string[] | null {
  const first = tokens[0]?.text;
  if (first !== 'import' && first !== 'from') {
    return null;
  }
  const start = tokens.findIndex(({ text }) => text === 'import') + 1;
  const parts: Token[][] = [[]];
  for (const token of tokens.slice(start)) {
    if (token.text === ',') {
      parts.push([]);
    } else if (token.kind === 'name') {
      parts[parts.length - 1]?.push(token);
    }
  }
  return parts.flatMap(part => {
    const renamed = part.findIndex(({ text }) => text === 'as');
    const bound = renamed < 0 ? part[0] : part[renamed + 1];
    return bound === undefined ? [] : [bound.text];
  });
}

function namesInFormatString(text: string): readonly string[] {
  if (!/^[rt]?f[rt]?["']/i.test(text)) {
    return [];
  }
  const fields = text.replaceAll('{{', '').matchAll(/\{([^{}!:]*)/g);
  return [...fields].flatMap(([, field = '']) => namesIn(field.replace(/=\s*$/, '')).reads);
}

function isAugmentedAssignment(text: string): boolean {
  return /^(?:[-+*/%@&|^]|\*\*|\/\/|<<|>>)=$/.test(text);
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

const compoundKeywords: ReadonlySet<string> = new Set('for while if with try def class async'.split(' '));

const statementKeywords: ReadonlySet<string> = new Set([
  ...compoundKeywords,
  ...'assert break continue del from global import nonlocal pass raise return'.split(' ')
]);

const keywords: ReadonlySet<string> = new Set([
  ...statementKeywords,
  ...'False None True and as await elif else except finally in is lambda not or yield'.split(' ')
]);
