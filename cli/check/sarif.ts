/**
 * Problems as SARIF 2.1.0, which code hosts show beside the changed lines. A place is given twice: as a line of the `.ipynb`
 * file, which such tools need, and as a cell with a line, which people need.
 */
import { isAbsolute, relative } from 'node:path';
import { version } from '../../package.json';
import { catalogue, diagnosticCodes } from '../../compiler/diagnostics/catalogue.js';
import type { Diagnostic, Location, Severity } from '../../compiler/index.js';
import type { NotebookFile } from '../notebook-file.js';
import { NotebookText } from './notebook-text.js';
import { Places } from './places.js';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

export function sarifReport(notebooks: readonly NotebookFile[]): string {
  const report = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'collard', version, rules: diagnosticCodes.map(rule) } },
        columnKind: 'utf16CodeUnits',
        results: notebooks.flatMap(notebook => results(notebook))
      }
    ]
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function rule(code: Diagnostic['code']): object {
  const { severity, title, explanation } = catalogue[code];
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: explanation },
    help: { text: explanation },
    defaultConfiguration: { level: levels[severity] }
  };
}

function results(notebook: NotebookFile): readonly object[] {
  const text = new NotebookText(notebook.text);
  const places = new Places(notebook.cells);
  const uri = fileUri(notebook);
  const location = (place: Location, message?: string): object => ({
    ...(message === undefined ? {} : { message: { text: message } }),
    physicalLocation: {
      artifactLocation: { uri },
      region: { startLine: fileLine(place, places, text) }
    },
    logicalLocations: [{ fullyQualifiedName: places.text(place), kind: 'member' }]
  });
  return notebook.diagnostics.map(problem => ({
    ruleId: problem.code,
    ruleIndex: diagnosticCodes.indexOf(problem.code),
    level: levels[problem.severity],
    message: { text: [problem.message, problem.hint].filter(part => part !== '').join(' ') },
    locations: [location(problem)],
    relatedLocations: (problem.related ?? []).map(place => location(place, place.message))
  }));
}

function fileLine(place: Location, places: Places, text: NotebookText): number {
  const cell = places.cell(place.cell);
  return cell === null ? 1 : text.fileLine(cell.position, place.span?.line ?? 1);
}

/** Relative to the current folder with `/`, as code hosts match it against the repository. */
function fileUri({ path, name }: NotebookFile): string {
  const shown = path === null ? name : relative(process.cwd(), path);
  const forward = shown.replace(/\\/g, '/');
  return isAbsolute(shown) ? `file://${encodeURI(forward)}` : encodeURI(forward);
}
