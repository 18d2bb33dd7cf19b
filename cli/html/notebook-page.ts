/**
 * An executed notebook as one HTML page that needs nothing else. Rich outputs are the user's own and stand as they are; the
 * page's content security policy lets no script run and loads nothing from anywhere.
 */
import { stripVTControlCharacters } from 'node:util';
import * as z from 'zod';

const textSchema = z
  .union([z.string(), z.array(z.string())])
  .transform(text => (typeof text === 'string' ? text : text.join('')));
const outputSchema = z.discriminatedUnion('output_type', [
  z.looseObject({ output_type: z.literal('stream'), name: z.string(), text: textSchema }),
  z.looseObject({ output_type: z.literal('display_data'), data: z.record(z.string(), z.unknown()) }),
  z.looseObject({ output_type: z.literal('execute_result'), data: z.record(z.string(), z.unknown()) }),
  z.looseObject({ output_type: z.literal('error'), traceback: z.array(z.string()) })
]);
const cellSchema = z.looseObject({ source: textSchema, outputs: z.array(z.unknown()).default([]) });
const notebookSchema = z.looseObject({ cells: z.array(cellSchema) });

type Output = z.infer<typeof outputSchema>;

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

const stylesheet = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
pre { font: 13px/1.45 ui-monospace, monospace; overflow-x: auto; margin: 0; white-space: pre-wrap; }
.source { background: color-mix(in srgb, currentColor 7%, transparent); border-radius: 6px; padding: .6rem .8rem; }
.output { padding: .4rem .8rem; overflow-x: auto; }
.problem { border-left: 3px solid #cf222e; }
section { margin: 1.2rem 0; }
table { border-collapse: collapse; font-size: 13px; }
td, th { padding: .2rem .6rem; text-align: right; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
img, svg { max-width: 100%; background: white; }
`;

/** Parts that are no notebook cell or output of nbformat 4 are passed over. */
export function notebookPage(title: string, notebook: unknown): string {
  const { cells } = notebookSchema.parse(notebook);
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title><style>${stylesheet}</style></head><body>`,
    `<h1>${escaped(title)}</h1>`,
    ...cells.map(({ source, outputs }) => {
      const shown = outputs.flatMap(output => outputSchema.safeParse(output).data ?? []).map(outputHtml);
      return `<section><pre class="source">${escaped(source)}</pre>${shown.join('')}</section>`;
    }),
    '</body></html>',
    ''
  ].join('\n');
}

function outputHtml(output: Output): string {
  switch (output.output_type) {
    case 'stream':
      return textBlock(output.text, output.name === 'stderr');
    case 'error':
      return textBlock(output.traceback.join('\n'), true);
    case 'display_data':
    case 'execute_result':
      return richHtml(output.data);
  }
}

/** The richest form that a page without scripts can show. */
function richHtml(data: Readonly<Record<string, unknown>>): string {
  const text = (type: string): string | null => textSchema.safeParse(data[type]).data ?? null;
  const html = text('text/html') ?? text('image/svg+xml');
  if (html !== null) {
    return `<div class="output">${html}</div>`;
  }
  for (const type of ['image/png', 'image/jpeg', 'image/gif']) {
    const base64 = text(type);
    if (base64 !== null) {
      return `<div class="output"><img alt="" src="data:${type};base64,${base64.replace(/[^A-Za-z0-9+/=]/g, '')}"></div>`;
    }
  }
  return textBlock(text('text/markdown') ?? text('text/plain') ?? '', false);
}

function textBlock(text: string, problem: boolean): string {
  return `<pre class="output${problem ? ' problem' : ''}">${escaped(stripVTControlCharacters(text))}</pre>`;
}

function escaped(text: string): string {
  return text.replace(/[<>&"]/g, character => `&#${character.charCodeAt(0)};`);
}
