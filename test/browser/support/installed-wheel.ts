/** The product as people get it: the wheel, installed beside JupyterLab into an environment of its own. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const uv = ['.venv/bin/python', '-m', 'uv'] as const;

export interface Distribution {
  readonly folder: string;
  readonly wheel: string;
  readonly sdist: string;
  remove(): void;
}

/** Builds the source distribution, and the wheel out of it: what is missing there is missing for everybody who packages it. */
export function buildDistribution(): Distribution {
  const folder = mkdtempSync(join(tmpdir(), 'collard-dist-'));
  run(...uv, 'build', '--quiet', '--sdist', '--out-dir', folder);
  const sdist = only(folder, '.tar.gz');
  run(...uv, 'build', '--quiet', '--wheel', '--out-dir', folder, sdist);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  return { folder, sdist, wheel: only(folder, '.whl'), remove };
}

/** A fresh environment with the wheel and JupyterLab; returns its Python. */
export function installWheel({ folder, wheel }: Distribution): string {
  const environment = join(folder, 'environment');
  run(...uv, 'venv', '--quiet', '--python', resolve('.venv/bin/python'), environment);
  const python = join(environment, 'bin', 'python');
  run(...uv, 'pip', 'install', '--quiet', '--python', python, wheel, 'jupyterlab>=4.6,<5', 'notebook>=7.6,<8');
  return python;
}

function run(command: string, ...words: readonly string[]): void {
  try {
    execFileSync(command, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new Error(`${[command, ...words].join(' ')} failed:\n${said}`, { cause: error });
  }
}

function only(folder: string, ending: string): string {
  const [name] = readdirSync(folder).filter(file => file.endsWith(ending));
  if (name === undefined) {
    throw new Error(`No *${ending} was built`);
  }
  return join(folder, name);
}
