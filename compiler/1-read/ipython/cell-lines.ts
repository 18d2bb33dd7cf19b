/**
 * A cell as physical lines, and what IPython does to them before it looks for its own syntax: prompts that were pasted along
 * are stripped, and a cell that is indented as a whole is dedented.
 */
import { logicalLineAt } from './logical-lines.js';

export interface PhysicalLine {
  readonly text: string;
  /** `\n`, `\r\n`, `\r`, or nothing at the end of the cell. */
  readonly ending: string;
  /** Characters that were taken away at the start. */
  readonly removed: number;
}

export function splitLines(source: string): readonly PhysicalLine[] {
  const lines: PhysicalLine[] = [];
  for (const match of source.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    const [whole, text = '', ending = ''] = match;
    if (whole !== '') {
      lines.push({ text, ending, removed: 0 });
    }
  }
  return lines;
}

export function joinLines(lines: readonly PhysicalLine[]): string {
  return lines.map(({ text, ending }) => text + ending).join('');
}

/** Gives a line that was emptied a blank where its line end would melt into the one before (`\r` and `\n`). */
export function keptApart(lines: readonly PhysicalLine[]): readonly PhysicalLine[] {
  return lines.map((line, index) =>
    line.text === '' && lines[index - 1]?.ending === '\r' ? { ...line, text: ' ' } : line
  );
}

export function isBlank({ text }: PhysicalLine): boolean {
  return text.trim() === '';
}

/** The same lines without prompts and without a margin that all of them share. */
export function cleanUp(lines: readonly PhysicalLine[]): readonly PhysicalLine[] {
  return keptApart(withoutIPythonPrompts(withoutPythonPrompts(withoutMargin(lines))));
}

function withoutMargin(lines: readonly PhysicalLine[]): readonly PhysicalLine[] {
  const filled = lines.filter(line => !isBlank(line));
  if (filled.every(({ text }) => text.trimStart().startsWith('#'))) {
    return lines;
  }
  let margin = indentation(filled[0]?.text ?? '');
  for (const { text } of filled) {
    while (!text.startsWith(margin)) {
      margin = margin.slice(0, -1);
    }
  }
  return margin === ''
    ? lines
    : lines.map(line => (line.text.startsWith(margin) ? shortened(line, margin.length) : line));
}

/** `>>> ` and `... `. Text inside a string whose first line has no prompt is left alone. */
function withoutPythonPrompts(lines: readonly PhysicalLine[]): readonly PhysicalLine[] {
  if (!lines.some(({ text }) => /^\s*>>>/.test(text))) {
    return lines;
  }
  const inside = linesInsideStrings(lines);
  if (!lines.some(({ text }, index) => /^\s*>>>/.test(text) && !inside.has(index))) {
    return lines;
  }
  const stripped = lines.map((line, index) =>
    inside.has(index) ? line : shortened(line, /^\s*(?:>>>|\.\.\.)[ \t]?/.exec(line.text)?.[0].length ?? 0)
  );
  return withoutMargin(stripped);
}

/** `In [1]: ` and `   ...: `; IPython looks for them in the first two lines. */
function withoutIPythonPrompts(lines: readonly PhysicalLine[]): readonly PhysicalLine[] {
  const first = lines.findIndex(line => !isBlank(line));
  const starts = [lines[first]?.text ?? '', lines[first + 1]?.text ?? ''];
  if (!starts.some(text => ipythonPrompt.test(text)) || linesInsideStrings(lines).has(first + 1)) {
    return lines;
  }
  return lines.map(line => shortened(line, ipythonPrompt.exec(line.text)?.[0].length ?? 0));
}

const ipythonPrompt = /^(?:(?:(?:\[nav\]|\[ins\])? )?In \[\d+\]: |\s*\.{3,}: ?)/;

/** Indices of the lines that begin inside a string whose own first line has no prompt. */
function linesInsideStrings(lines: readonly PhysicalLine[]): ReadonlySet<number> {
  const text = joinLines(lines);
  const inside = new Set<number>();
  const starts = new Map<number, number>();
  let offset = 0;
  lines.forEach((line, index) => {
    starts.set(offset, index);
    offset += line.text.length + line.ending.length;
  });
  for (let place = 0; place < text.length;) {
    const line = logicalLineAt(text, place);
    if (!text.startsWith('>>>', line.start) && !text.startsWith('...', line.start)) {
      line.insideStrings.forEach(start => inside.add(starts.get(start) ?? -1));
    }
    place = line.end;
  }
  return inside;
}

function shortened({ text, ending, removed }: PhysicalLine, by: number): PhysicalLine {
  return { text: text.slice(by), ending, removed: removed + by };
}

function indentation(text: string): string {
  return /^[ \t]*/.exec(text)?.[0] ?? '';
}
