/**
 * Every kind of problem that Collard reports, once. The code is stable: a retired one is never used for another meaning.
 * `docs/diagnostics.md` is generated from this table, and a test holds every code to its documented example.
 */
import type { CatalogueEntry } from './catalogue-entry.js';
import { codeProblems } from './catalogue/code.js';
import { flowProblems } from './catalogue/flow.js';
import { notebookProblems } from './catalogue/notebook.js';
import { valuesProblems } from './catalogue/values.js';

const entries = { ...notebookProblems, ...valuesProblems, ...codeProblems, ...flowProblems };

export type DiagnosticCode = keyof typeof entries;

export const catalogue: Readonly<Record<DiagnosticCode, CatalogueEntry>> = entries;

export const diagnosticCodes = Object.keys(entries) as readonly DiagnosticCode[];
