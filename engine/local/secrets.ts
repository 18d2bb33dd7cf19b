/** Secrets by reference: taken from the caller's environment by name, handed to the step, and never written down. */
import { existsSync, readFileSync } from 'node:fs';
import type { Plan, PlanStep } from '../../compiler/ir/plan.js';
import { OperationalError } from '../../protocol/operational-error.js';
import { runMarker } from '../python/process-tree.js';
import { writeAtomically } from '../store/atomic-file.js';
import type { Workspace } from '../store/workspace.js';

export type Environment = Readonly<Record<string, string>>;
export type CallerEnvironment = Readonly<Record<string, string | undefined>>;

/** Shorter values stand in too many innocent places to be masked. */
const shortestMasked = 4;

export class Secrets {
  /**
   * Throws `secret-missing` for the first variable of `steps`, those that the run is about, that is not set; nothing has run
   * then. A secret of any other step of the plan is none the less a secret: no step gets it, and nothing shows it.
   */
  constructor(plan: Plan, steps: readonly PlanStep[], caller: CallerEnvironment) {
    this.base = withoutSecrets(plan, caller);
    for (const step of steps) {
      for (const { env, secret, key } of step.secrets) {
        this.values.set(env, secretValue(caller[env], { env, secret, key, step: step.name }));
      }
    }
    const all = secretNames(plan).map(name => caller[name] ?? '');
    this.shown = [...new Set(all)].filter(value => value.length >= shortestMasked);
  }

  /** What every step's environment has in common: the caller's, without any secret of the plan. */
  get shared(): Environment {
    return this.base;
  }

  /** The environment of one step: the shared one, its own secrets, and the mark by which its processes are found. */
  environmentOf(step: PlanStep, mark: string): Environment {
    const own = step.secrets.map(({ env }): [string, string] => [env, this.values.get(env) ?? '']);
    return { ...this.base, ...Object.fromEntries(own), [runMarker]: mark };
  }

  /** The value with every secret in its texts replaced by `***`. */
  mask<T>(value: T): T {
    return this.shown.length === 0 ? value : (this.maskAny(value) as T);
  }

  maskText(text: string): string {
    return this.shown.reduce((masked, secret) => masked.replaceAll(secret, '***'), text);
  }

  /** Masks a file that programs of the step wrote to directly, such as its log. Whole or not at all, like every file. */
  maskFile(workspace: Workspace, path: string): void {
    const content = this.shown.length === 0 || !existsSync(path) ? '' : readFileSync(path, 'latin1');
    const masked = this.shown.reduce((text, secret) => text.replaceAll(bytesOf(secret), '***'), content);
    if (masked !== content) {
      writeAtomically(workspace, path, Buffer.from(masked, 'latin1'));
    }
  }

  private maskAny(value: unknown): unknown {
    if (typeof value === 'string') {
      return this.maskText(value);
    }
    if (Array.isArray(value)) {
      return value.map(item => this.maskAny(item));
    }
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.maskAny(item)]));
    }
    return value;
  }

  private readonly base: Environment;
  private readonly values = new Map<string, string>();
  private readonly shown: readonly string[];
}

/** The caller's environment without the variables that hold a secret for some step of the plan. */
export function withoutSecrets(plan: Pick<Plan, 'steps'>, caller: CallerEnvironment): Environment {
  const secret = new Set(secretNames(plan));
  const set = Object.entries(caller).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(set.filter(([name]) => !secret.has(name)));
}

function secretNames({ steps }: Pick<Plan, 'steps'>): readonly string[] {
  return steps.flatMap(step => step.secrets.map(({ env }) => env));
}

/** The UTF-8 bytes of a text as a string of one character a byte: files need not be text. */
function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1');
}

interface SecretUse {
  readonly env: string;
  readonly secret: string;
  readonly key: string;
  readonly step: string;
}

function secretValue(value: string | undefined, { env, secret, key, step }: SecretUse): string {
  if (value === undefined || value === '') {
    throw new OperationalError(
      'secret-missing',
      `Step ${step} needs the secret ${secret}/${key} in ${env}, which is not set`,
      {
        hint: `Set the environment variable ${env} and run again.`
      }
    );
  }
  return value;
}
