/**
 * Notebook JSON → its code cells, with ids, texts and tags; anything malformed is named and passed over. The schemas are those of
 * `zod/mini`: the whole of zod would cost a sixth of a cold `collard check`.
 */
import * as z from 'zod/mini';
import { problem } from '../diagnostics/problem.js';
import type { DiagnosticSink } from '../diagnostics/sink.js';

export interface CodeCell {
  readonly id: string;
  /** Place among the code cells, from 0. */
  readonly position: number;
  readonly source: string;
  readonly tags: readonly string[];
}

/** Text between code cells. */
export interface Prose {
  readonly markdown: string;
  /** Place, among the code cells, of the one that follows it; their number when none does. */
  readonly before: number;
}

export interface NotebookDocument {
  readonly cells: readonly CodeCell[];
  readonly prose: readonly Prose[];
  readonly settings: Readonly<Record<string, unknown>>;
  /** Language of the kernel in small letters; null when the notebook does not say. */
  readonly language: string | null;
  readonly python: string | null;
}

const looseRecord = z.record(z.string(), z.unknown());
const notebookSchema = z.object({
  nbformat: z.number(),
  cells: z.array(z.unknown()),
  metadata: z.optional(looseRecord)
});
const cellSchema = z.object({
  cell_type: z.string(),
  id: z.optional(z.string()),
  source: z.union([z.string(), z.array(z.string())]),
  metadata: z.optional(z.looseObject({ tags: z.optional(z.unknown()) }))
});
type CellJson = z.infer<typeof cellSchema>;

/**
 * Reads a notebook from its text or from parsed JSON. Returns null, with a `notebook-format` problem, when there is no
 * notebook to be read; a malformed cell costs only itself.
 */
export function readDocument(notebook: unknown, sink: DiagnosticSink): NotebookDocument | null {
  const json = typeof notebook === 'string' ? parseJson(notebook, sink) : notebook;
  if (json === undefined) {
    return null;
  }
  const parsed = notebookSchema.safeParse(json);
  if (!parsed.success || parsed.data.nbformat < 4) {
    sink.add(problem('notebook-format', formatProblem(json)));
    return null;
  }
  const metadata = parsed.data.metadata ?? {};
  const info = record(metadata['language_info']);
  const kernel = record(metadata['kernelspec']);
  const language = text(kernel['language']) ?? text(info['name']);
  return {
    ...readCells(parsed.data.cells, sink),
    settings: record(metadata['kubeflow_notebook']),
    language: language?.toLowerCase() ?? null,
    python: /^\d+\.\d+/.exec(text(info['version']) ?? '')?.[0] ?? null
  };
}

function parseJson(source: string, sink: DiagnosticSink): unknown {
  try {
    return JSON.parse(source.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    const message = error instanceof SyntaxError ? error.message : String(error);
    sink.add(
      problem('notebook-format', {
        message: `The notebook is not valid JSON: ${message}.`,
        hint: 'Open it in Jupyter and save it again; if it holds merge markers of a version control system, resolve them.'
      })
    );
    return undefined;
  }
}

function formatProblem(json: unknown): { message: string; hint: string } {
  const version = record(json)['nbformat'];
  return typeof version === 'number' && version < 4
    ? {
        message: `The notebook has format ${version}; Collard reads format 4.`,
        hint: 'Open it in a current Jupyter and save it.'
      }
    : {
        message: 'This is not a notebook: it has no cells or no nbformat number.',
        hint: 'Name a file that Jupyter saved.'
      };
}

function readCells(cells: readonly unknown[], sink: DiagnosticSink): Pick<NotebookDocument, 'cells' | 'prose'> {
  const taken = new Set<string>();
  const code: CodeCell[] = [];
  const prose: Prose[] = [];
  cells.forEach((cell, index) => {
    const parsed = cellSchema.safeParse(cell);
    if (!parsed.success) {
      sink.add(
        problem('notebook-format', {
          message: `Item ${index + 1} of the notebook is not a cell.`,
          hint: 'Open the notebook in Jupyter and save it again.'
        })
      );
    } else if (parsed.data.cell_type === 'code') {
      code.push(codeCell(parsed.data, code.length, taken, sink));
    } else if (parsed.data.cell_type === 'markdown') {
      prose.push({ markdown: textOf(parsed.data), before: code.length });
    }
  });
  return { cells: code, prose };
}

function codeCell(cell: CellJson, position: number, taken: Set<string>, sink: DiagnosticSink): CodeCell {
  const id = freeId(cell.id ?? `cell-${position + 1}`, taken);
  return { id, position, source: textOf(cell), tags: tagList(cell.metadata?.tags, id, sink) };
}

function textOf({ source }: CellJson): string {
  return (typeof source === 'string' ? source : source.join('')).replace(/\r\n?/g, '\n');
}

/** Ids are unique by the format, but copies made by hand are not; the later one gets a suffix. */
function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let count = 2; taken.has(id); count += 1) {
    id = `${wanted}~${count}`;
  }
  taken.add(id);
  return id;
}

function tagList(tags: unknown, cell: string, sink: DiagnosticSink): readonly string[] {
  if (tags === undefined || tags === null) {
    return [];
  }
  const list = Array.isArray(tags) ? (tags as readonly unknown[]) : [tags];
  const texts = list.filter((tag): tag is string => typeof tag === 'string');
  if (!Array.isArray(tags) || texts.length < list.length) {
    sink.add(
      problem('invalid-tag', {
        cell,
        message: 'The tags of this cell are not a list of texts.',
        hint: 'Set the tags again in the property inspector.'
      })
    );
  }
  return texts;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return looseRecord.safeParse(value).data ?? {};
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
