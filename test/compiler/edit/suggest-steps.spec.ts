/** Proposals of steps: samples to look at, and what must hold for every notebook. */
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AnalysisCache, compile } from '../../../compiler/index.js';
import type { Diagnostic } from '../../../compiler/index.js';
import { cellRoles } from '../../../compiler/edit/index.js';
import { suggestSteps } from '../../../compiler/edit/suggest/index.js';
import { notebookText } from '../../corpus/cells.js';
import { generateNotebooks } from '../../corpus/notebooks/generate.js';
import { expectSample } from '../../support/samples.js';
import { notebookFromScript } from './percent-script.js';

interface AnyCell {
  readonly cell_type: string;
  readonly id: string;
  readonly source: string | readonly string[];
  readonly metadata: { readonly tags?: readonly string[] };
}

interface AnyNotebook {
  readonly cells: readonly AnyCell[];
}

const samples = join(__dirname, 'samples');

function untagged(notebook: AnyNotebook): AnyNotebook {
  return { ...notebook, cells: notebook.cells.map(cell => ({ ...cell, metadata: {} })) };
}

function tagged(notebook: AnyNotebook, tags: ReadonlyMap<string, readonly string[]>): AnyNotebook {
  const cells = notebook.cells.map(cell => ({
    ...cell,
    metadata: { tags: tags.get(cell.id) ?? cell.metadata.tags ?? [] }
  }));
  return { ...notebook, cells };
}

function suggested(notebook: AnyNotebook, cache = new AnalysisCache()): AnyNotebook {
  return tagged(notebook, new Map(suggestSteps(notebook, cache).map(({ cell, tags }) => [cell, tags])));
}

const textOf = ({ source }: AnyCell): string => (typeof source === 'string' ? source : source.join(''));

/** One line a cell: its tags, and how its text begins. */
function drawn({ cells }: AnyNotebook): string {
  return cells
    .map(cell => {
      const tags = cell.cell_type === 'code' ? (cell.metadata.tags ?? []).join(' ') : '';
      return `${tags.padEnd(40)} | ${textOf(cell).split('\n')[0]}`.trimEnd() + '\n';
    })
    .join('');
}

function examples(): readonly (readonly [string, AnyNotebook])[] {
  return globSync('examples/*/*.ipynb')
    .sort()
    .map(path => [basename(path, '.ipynb'), untagged(JSON.parse(readFileSync(path, 'utf8')) as AnyNotebook)]);
}

const scripts = readdirSync(samples)
  .filter(name => name.endsWith('.py'))
  .map(
    name =>
      [basename(name, '.py'), notebookFromScript(readFileSync(join(samples, name), 'utf8')) as AnyNotebook] as const
  );

test.each([...scripts, ...examples()])('%s', (name, notebook) => {
  const proposal = suggested(notebook);
  expectSample(join(samples, `${name}.txt`), drawn(proposal));
  expect(suggested(notebook)).toEqual(proposal);
});

test.each([
  ['a notebook with a step', [['step:a'], []]],
  ['a notebook with imports', [['imports'], []]]
])('nothing is proposed for %s', (_, tags) => {
  const cells = tags.map((each, index) => ({
    cell_type: 'code',
    id: `c${index}`,
    source: 'x = 1',
    metadata: { tags: each }
  }));
  expect(suggestSteps({ nbformat: 4, cells }, new AnalysisCache())).toEqual([]);
});

test.each([['{'], [null], [{}]])('nothing is proposed for what is no notebook: %j', broken => {
  expect(suggestSteps(broken, new AnalysisCache())).toEqual([]);
});

/** What is wrong with the notebook however it is cut: what is said of it as one single step. */
function inherentErrors(notebook: AnyNotebook, cache: AnalysisCache): ReadonlySet<string> {
  const [first] = notebook.cells.filter(cell => cell.cell_type === 'code' && textOf(cell).trim() !== '');
  const whole = tagged(notebook, new Map(first === undefined ? [] : [[first.id, ['step:all']]]));
  return new Set(errors(compile(whole, { cache }).diagnostics));
}

function errors(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, cell, name }) => `${code} ${cell} ${name}`);
}

const corpus = generateNotebooks(150, 1).map(
  ({ name, cells }) => [name, untagged(JSON.parse(notebookText(name, cells)) as AnyNotebook)] as const
);

describe('for every notebook', () => {
  const cache = new AnalysisCache();

  test.each([...scripts, ...examples(), ...corpus])('%s: no new error, no cell lost, cells in order', (_, notebook) => {
    const proposal = suggested(notebook, cache);
    const { plan, diagnostics } = compile(proposal, { cache });
    const inherent = inherentErrors(notebook, cache);
    if (drawn(proposal) !== drawn(notebook)) {
      expect(errors(diagnostics).filter(each => !inherent.has(each))).toEqual([]);
      const roles = cellRoles(proposal);
      const texts = new Map(notebook.cells.map(cell => [cell.id, textOf(cell)]));
      const lost = roles.filter(
        ({ kind, cell }) => kind === 'none' || (kind === 'skip' && !texts.get(cell)?.includes('pip'))
      );
      const own = new Set(
        notebook.cells.flatMap(({ id, metadata }) => (metadata.tags?.includes('skip') === true ? [id] : []))
      );
      expect(lost.filter(({ cell }) => texts.get(cell)?.trim() !== '' && !own.has(cell))).toEqual([]);
      const cells = plan?.steps.flatMap(step => step.cells) ?? [];
      const order = notebook.cells.map(({ id }) => id).filter(id => cells.includes(id));
      expect([...cells].sort()).toEqual([...order].sort());
      for (const step of plan?.steps ?? []) {
        expect(step.cells).toEqual(order.filter(id => step.cells.includes(id)));
      }
    }
  });
});
