/**
 * What a Python environment is: its version, and which distributions are installed. Asking Python takes a tenth of a second,
 * so its answer is kept in the store for as long as nothing about the environment has changed.
 */
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { OperationalError } from '../../protocol/operational-error.js';
import { writeAtomically } from '../store/atomic-file.js';
import { sha256 } from '../store/digest.js';
import { jsonIn, namesIn } from '../store/tolerant-read.js';
import type { Workspace } from '../store/workspace.js';
import { normalizedName } from './distribution-name.js';

/** The answer of `describe`. */
const descriptionSchema = z.looseObject({
  python: z.string(),
  version: z.string(),
  prefix: z.string(),
  ipython: z.string().nullable(),
  sites: z.array(z.string())
});
export type PythonDescription = Readonly<z.infer<typeof descriptionSchema>>;

export interface PythonEnvironment {
  readonly executable: string;
  readonly description: PythonDescription;
  /** Normalized name → version. */
  readonly distributions: ReadonlyMap<string, string>;
  /** Another text as soon as the interpreter changes, or something is installed or removed. */
  readonly fingerprint: string;
}

/** Describes environments, and remembers; what it remembers is checked with a few calls of `stat`. */
export class PythonEnvironments {
  constructor(
    private readonly workspace: Workspace,
    private readonly runtime: string
  ) {}

  /** Throws `python-missing` or `runtime-failed`. */
  async describe(executable: string): Promise<PythonEnvironment> {
    return this.recall(executable) ?? this.remember(executable, await this.ask(executable));
  }

  /** What is known without starting Python; null when it was never described, or has changed since. */
  recall(executable: string): PythonEnvironment | null {
    const known = this.known.get(executable);
    if (known !== undefined && fingerprintOf(executable, this.runtime, known.description.sites) === known.fingerprint) {
      return known;
    }
    const stored = this.readStored(executable);
    return stored === null ? null : this.remember(executable, stored);
  }

  private remember(executable: string, description: PythonDescription): PythonEnvironment {
    const environment: PythonEnvironment = {
      executable,
      description,
      distributions: installedDistributions(description.sites),
      fingerprint: fingerprintOf(executable, this.runtime, description.sites)
    };
    this.known.set(executable, environment);
    return environment;
  }

  private readStored(executable: string): PythonDescription | null {
    return descriptionSchema.safeParse(jsonIn(this.storedPath(executable))).data ?? null;
  }

  private async ask(executable: string): Promise<PythonDescription> {
    const description = await askPython(executable, this.runtime);
    writeAtomically(this.workspace, this.storedPath(executable), JSON.stringify(description));
    return description;
  }

  /** The name holds everything that the description depends on, so a stale one is never found. */
  private storedPath(executable: string): string {
    const name = sha256(interpreterStamp(executable, this.runtime));
    return join(this.workspace.store, 'environments', `${name.slice(0, 32)}.json`);
  }

  private readonly known = new Map<string, PythonEnvironment>();
}

async function askPython(executable: string, runtime: string): Promise<PythonDescription> {
  try {
    const { stdout } = await promisify(execFile)(executable, [runtime, 'describe'], { timeout: 60_000 });
    return descriptionSchema.parse(JSON.parse(stdout));
  } catch (error) {
    throw describeError(executable, error);
  }
}

function describeError(executable: string, error: unknown): OperationalError {
  const details = z.looseObject({ code: z.unknown(), stderr: z.string().optional() }).safeParse(error).data;
  if (details?.code === 'ENOENT' || details?.code === 'EACCES') {
    return new OperationalError('python-missing', `${executable} cannot be started`, {
      hint: 'Give the path of a Python interpreter, 3.9 or newer, with --python.',
      cause: error
    });
  }
  const told = (details?.stderr ?? '').trim().split('\n').slice(-5).join('\n');
  return new OperationalError('runtime-failed', `The step runner does not start with ${executable}\n${told}`.trim(), {
    hint: 'Check that this is a working Python, 3.9 or newer.',
    cause: error
  });
}

/** Distributions by the names of their metadata folders; of two with one name, the first on the path counts. */
function installedDistributions(sites: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const entry of sites.flatMap(folder => namesIn(folder))) {
    const [, name, version] = /^(.+?)-([^-]+?)(?:-py\d[\d.]*)?\.(?:dist|egg)-info$/.exec(entry) ?? [];
    if (name !== undefined && version !== undefined && !found.has(normalizedName(name))) {
      found.set(normalizedName(name), version);
    }
  }
  return found;
}

function fingerprintOf(executable: string, runtime: string, sites: readonly string[]): string {
  return [interpreterStamp(executable, runtime), ...sites.map(stamp)].join('\n');
}

/** Path and times of everything that decides which Python this is, before it is started. */
function interpreterStamp(executable: string, runtime: string): string {
  return [executable, join(dirname(dirname(executable)), 'pyvenv.cfg'), runtime].map(stamp).join('\n');
}

function stamp(path: string): string {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return `${path} ${stats?.mtimeMs ?? 0} ${stats?.size ?? 0}`;
  } catch {
    return `${path} unreadable`;
  }
}
