/** Makes a diagnostic of a catalogued kind. */
import { catalogue } from './catalogue.js';
import type { DiagnosticCode } from './catalogue.js';
import type { Diagnostic, Severity } from './diagnostic.js';

type Rest = Omit<Diagnostic, 'code' | 'severity'> & { readonly severity?: Severity };

/** The severity is the catalogue's unless the case at hand is milder or graver than usual. */
export function problem(code: DiagnosticCode, { severity = catalogue[code].severity, ...rest }: Rest): Diagnostic {
  return { code, severity, ...rest };
}
