/** The reference page of all problems, as Markdown, made from the catalogue. */
import { catalogue, diagnosticCodes } from './catalogue.js';
import type { CatalogueEntry, ExampleCells } from './catalogue-entry.js';

const introduction = `# Problems that Collard reports

\`collard check <notebook>\` lists them, and an editor can show them while you type. An **error** stops a run, a **warning** does not, an
**info** is there to be known. Codes are stable. This page is generated from \`compiler/diagnostics/catalogue/\`.
`;

export function diagnosticsPage(): string {
  const sorted = [...diagnosticCodes].sort();
  const contents = sorted.map(
    code => `| [\`${code}\`](#${code}) | ${catalogue[code].severity} | ${catalogue[code].title} |`
  );
  const table = ['| code | usually | what it is |', '|---|---|---|', ...contents].join('\n');
  return `${[introduction, `${table}\n`, ...sorted.map(code => section(code, catalogue[code]))].join('\n')}`;
}

function section(code: string, { severity, title, explanation, example }: CatalogueEntry): string {
  const shown = example.length === 0 ? '' : `\n${exampleText(example)}\n`;
  return `## ${code}\n\n**${title}** (${severity})\n\n${explanation}\n${shown}`;
}

/** Cells as Python text with their tags in the cell marker that editors know. */
function exampleText(cells: ExampleCells): string {
  const texts = cells.map(([tags, source]) => `# %% ${tags.length === 0 ? '(no tags)' : tags.join(' ')}\n${source}`);
  return `\`\`\`python\n${texts.join('\n\n')}\n\`\`\``;
}
