/**
 * The cache never lies, and forgets nothing without need. Each row of the mutation corpus edits a notebook that has run, or the
 * world around it: cosmetic edits find every step in the cache, semantic ones run the named steps again, and whatever is in the
 * cache, the answer is the one that the edited notebook gives from top to bottom.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compile } from '../../compiler/index.js';
import { LocalEngine, workspaceAt } from '../../engine/index.js';
import type { Workspace } from '../../engine/index.js';
import { cosmeticMutations } from '../corpus/mutations/cosmetic.js';
import { applyEdit, sceneNotebook } from '../corpus/mutations/edit.js';
import type { Mutation, Scene } from '../corpus/mutations/edit.js';
import { orchard } from '../corpus/mutations/orchard.js';
import { semanticMutations } from '../corpus/mutations/semantic.js';
import { workshop } from '../corpus/mutations/workshop.js';
import { NotebookOracle } from '../corpus/oracle.js';
import type { OracleAnswer } from '../corpus/oracle.js';
import { runPipeline } from '../corpus/pipeline.js';
import type { PipelineAnswer } from '../corpus/pipeline.js';

jest.setTimeout(60_000); // the first run waits for a warm interpreter

const root = mkdtempSync(join(tmpdir(), 'collard-mutations-'));
const { python, site } = makeEnvironment(join(root, 'environment'));
const oracle = new NotebookOracle(python, ['numpy', 'pandas', 'pyarrow.csv', 'pyarrow.parquet', 'statistics']);

afterAll(async () => {
  await oracle.close();
  rmSync(root, { recursive: true, force: true });
});

describe.each(Object.entries({ workshop, orchard }))('the notebook "%s"', (base, scene) => {
  const workspace = workspaceAt(join(root, base));
  mkdirSync(workspace.root);
  const engine = new LocalEngine({ workspace, runtime: resolve('collard/runtime'), environment: process.env });

  afterAll(() => engine.close());

  beforeAll(async () => {
    await arrange(scene, workspace);
    expect(await run(scene, engine, workspace)).toMatchObject({ succeeded: true, errors: {} });
  });

  test.each(rows(cosmeticMutations[base]))('runs nothing again when %s', async (_, { edits, reruns }) => {
    const answer = await sameAnswer(edits.reduce(applyEdit, scene), engine, workspace);
    const surplus = answer.executed.filter(step => !reruns.includes(step));
    expect(surplus.map(step => `${step}: ${answer.missed[step] ?? ''}`)).toEqual([]);
    expect(answer.executed).toEqual(expect.arrayContaining([...reruns]));
  });

  test.each(rows(semanticMutations[base]))('gives no stale answer after a change: %s', async (_, { edits, reruns }) => {
    const answer = await sameAnswer(edits.reduce(applyEdit, scene), engine, workspace);
    expect(answer.executed).toEqual(expect.arrayContaining([...reruns]));
  });
});

/** Runs the scene on top of what earlier runs left in the cache, and holds the answer to what the notebook says. */
async function sameAnswer(scene: Scene, engine: LocalEngine, workspace: Workspace): Promise<PipelineAnswer> {
  await arrange(scene, workspace);
  const [here, there] = [await run(scene, engine, workspace), await readAloud(scene, workspace)];
  expect(there.error).toBeNull();
  expect(here).toMatchObject({ succeeded: true, errors: {} });
  expect(seen(here.values)).toEqual(there.values);
  return here;
}

function rows(mutations: readonly Mutation[] = []): readonly (readonly [string, Mutation])[] {
  return mutations.map(mutation => [mutation.sentence, mutation]);
}

/** Puts the files of a scene into the workspace: first those of the base, then what the edit does to them. */
async function arrange(scene: Scene, workspace: Workspace): Promise<void> {
  const { files, environment } = scene;
  const folder = folderOf(scene, workspace);
  mkdirSync(folder, { recursive: true });
  for (const source of files) {
    const { error } = await oracle.ask({
      cells: [`SITE = ${JSON.stringify(site)}`, source],
      names: [],
      folder,
      environment
    });
    expect(error).toBeNull();
  }
}

function run(scene: Scene, engine: LocalEngine, workspace: Workspace): Promise<PipelineAnswer> {
  const { plan, diagnostics } = compile(sceneNotebook(scene), { fileName: scene.file });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (plan === null) {
    throw new Error('the notebook has no plan');
  }
  const { parameters, environment, folder, file } = scene;
  return runPipeline(engine, workspace, plan, { python, parameters, environment, folder, notebook: file });
}

/** What the edited notebook says when a person runs it. */
function readAloud(scene: Scene, workspace: Workspace): Promise<OracleAnswer> {
  const { cells, parameters, environment } = scene;
  const given = Object.entries(parameters).map(([name, literal]) => `${name} = ${literal}`);
  const code = cells.filter(({ kind, tags }) => kind !== 'markdown' && !tags.includes('skip'));
  const sources = code.map(({ source, tags }) =>
    tags.includes('pipeline-parameters') ? [source, ...given].join('\n') : source
  );
  const names = sources.flatMap(source => source.match(/\bseen_\w+/g) ?? []);
  return oracle.ask({ cells: sources, names, folder: folderOf(scene, workspace), environment });
}

function folderOf({ folder }: Scene, { root: workspaceRoot }: Workspace): string {
  return join(workspaceRoot, folder);
}

function seen(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name.startsWith('seen_')));
}

/** A virtual environment with a folder of its own for packages, and the project's beneath it. */
function makeEnvironment(folder: string): { readonly python: string; readonly site: string } {
  const ask =
    'import sys, sysconfig; print(sys._base_executable, sysconfig.get_path("purelib"), *sys.version_info[:2])';
  const [executable = '', packages = '', ...version] = execFileSync('.venv/bin/python', ['-c', ask], {
    encoding: 'utf8'
  }).split(/\s/);
  const library = join(folder, 'lib', `python${version.slice(0, 2).join('.')}`, 'site-packages');
  mkdirSync(library, { recursive: true });
  mkdirSync(join(folder, 'bin'));
  symlinkSync(executable, join(folder, 'bin', 'python'));
  writeFileSync(join(folder, 'pyvenv.cfg'), `home = ${join(executable, '..')}\ninclude-system-site-packages = false\n`);
  writeFileSync(join(library, 'project.pth'), `${resolve(packages)}\n`);
  return { python: join(folder, 'bin', 'python'), site: library };
}
