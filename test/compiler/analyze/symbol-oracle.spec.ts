/** CPython's symbol table is the judge of scopes: all of its own library, name by name. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { toPython } from '../../../compiler/1-read/ipython.js';
import { analyzeText } from '../../../compiler/2-analyze/python/analyze-text.js';

const python = '.venv/bin/python';
const opinion = z.object({
  path: z.string(),
  file: z.string(),
  reads: z.array(z.string()),
  definitions: z.array(z.string())
});

/** Where the symbol table itself errs: it takes a function named `top` for the module. */
const errors: ReadonlySet<string> = new Set(['poplib.py which', 'poplib.py self', 'poplib.py howmuch']);

const leastEqual = 0.999;

const version = execFileSync(python, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], {
  encoding: 'utf8'
}).trim();
const files = execFileSync(python, ['-W', 'ignore', join(__dirname, 'symbol_oracle.py')], {
  encoding: 'utf8',
  maxBuffer: 1 << 28
})
  .trim()
  .split('\n')
  .map(line => opinion.parse(JSON.parse(line)));

/** Files that are not UTF-8 would differ for their encoding alone. */
const texts = files
  .map(file => ({ ...file, text: readFileSync(file.path, 'utf8') }))
  .filter(({ text }) => !text.includes('\ufffd'));

function difference(left: Iterable<string>, right: Iterable<string>): readonly string[] {
  const [first, second] = [new Set(left), new Set(right)];
  return [...[...first].filter(name => !second.has(name)), ...[...second].filter(name => !first.has(name))];
}

describe(`the standard library of Python ${version}`, () => {
  it('has enough files to judge by', () => {
    expect(texts.length).toBeGreaterThan(500);
  });

  it('has the same module-level reads and definitions as in symtable', () => {
    let compared = 0;
    const differing: string[] = [];
    for (const { file, text, reads, definitions } of texts) {
      const { problem, moduleReads, moduleDefinitions } = analyzeText(text, version);
      expect([file, problem]).toEqual([file, null]);
      compared += reads.length + definitions.length;
      const names = [...difference(moduleReads, reads), ...difference(moduleDefinitions, definitions)];
      differing.push(...names.map(name => `${file} ${name}`).filter(name => !errors.has(name)));
    }
    expect(1 - differing.length / compared).toBeGreaterThanOrEqual(leastEqual);
  });

  it('is left alone by the IPython pass', () => {
    expect(texts.filter(({ text }) => toPython(text).python !== text).map(({ file }) => file)).toEqual([]);
  });
});
