/** Headings of markdown, as far as they structure a notebook. */
import type { Prose } from '../../1-read/notebook.js';

export interface Heading {
  /** 1 for the greatest. */
  readonly level: number;
  readonly text: string;
  /** Place of the code cell that follows. */
  readonly before: number;
}

export function headingsOf(prose: readonly Prose[]): readonly Heading[] {
  return prose.flatMap(({ markdown, before }) => headingsIn(markdown).map(heading => ({ ...heading, before })));
}

function headingsIn(markdown: string): readonly Omit<Heading, 'before'>[] {
  const lines = withoutCode(markdown).split('\n');
  return lines.flatMap((line, index) => {
    const [, marks, marked = ''] = /^ {0,3}(#{1,6})\s+(.+?)[\s#]*$/.exec(line) ?? [];
    if (marks !== undefined) {
      return [{ level: marks.length, text: plain(marked) }];
    }
    const [, level, tagged = ''] = /<h([1-6])\b[^>]*>(.*?)<\/h\1>/i.exec(line) ?? [];
    if (level !== undefined) {
      return [{ level: Number(level), text: plain(tagged) }];
    }
    const underline = /^ {0,3}(=+|-{3,})\s*$/.exec(lines[index + 1] ?? '')?.[1];
    const isTitle = underline !== undefined && line.trim() !== '' && (lines[index - 1] ?? '').trim() === '';
    return isTitle ? [{ level: underline.startsWith('=') ? 1 : 2, text: plain(line) }] : [];
  });
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^(```|~~~)[\s\S]*?(^\1|$(?![\s\S]))/gm, '');
}

/** Without links, marks and tags. */
function plain(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/[*`]/g, '')
    .trim();
}
