/** Every code is documented, and its documented example really produces it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, diagnosticCodes } from '../../../compiler/diagnostics/catalogue.js';
import type { DiagnosticCode } from '../../../compiler/diagnostics/catalogue.js';
import { diagnosticsPage } from '../../../compiler/diagnostics/page.js';
import { compile } from '../../../compiler/index.js';
import { notebook, step } from '../../support/notebook.js';

/** Problems that no list of cells can show: the notebooks that do. */
const special: Partial<Record<DiagnosticCode, unknown>> = {
  'notebook-format': '{"cells": [',
  'notebook-language': { nbformat: 4, cells: [], metadata: { kernelspec: { language: 'julia' } } },
  'invalid-setting': notebook([[step('a'), 'x = 1']], { pipeline_name: 'Not a name' })
};

describe('the catalogue of problems', () => {
  it.each(diagnosticCodes)('%s: the example produces it, with a message and a hint', code => {
    const { severity, example } = catalogue[code];
    const found = compile(special[code] ?? notebook(example)).diagnostics.filter(
      diagnostic => diagnostic.code === code
    );
    expect(found.map(diagnostic => diagnostic.severity)).toContain(severity);
    for (const { message, hint } of found) {
      expect(message).toMatch(/^[^\n]{10,400}[.?!]$/);
      expect(hint).toMatch(/^([^\n]{5,400}[.?!])?$/);
    }
  });

  it('is written out in the page of problems', () => {
    expect(readFileSync(join(__dirname, '../../../docs/diagnostics.md'), 'utf8')).toBe(diagnosticsPage());
    for (const code of diagnosticCodes) {
      expect(diagnosticsPage()).toContain(`\n## ${code}\n`);
    }
  });
});
