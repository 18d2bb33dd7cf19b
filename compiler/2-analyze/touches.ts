/** What calls do to the objects that they are given, as far as the whole notebook tells what is called. */
import type { BodyCall } from './python/body-facts.js';
import { mutatingFunctions, pureBuiltins, pureModules } from './python/known-effects.js';
import type { ChangeLevel } from './python/ops.js';
import type { Meaning } from './meaning.js';
import type { Program } from './program.js';

/** What names mean from where the code runs. */
export type View = (name: string) => Meaning;

export interface Touch {
  readonly name: string;
  readonly level: ChangeLevel;
}

/** The dotted name of what is called, from the module that it comes from; as written when that is not known. */
export function fullPath(call: BodyCall, view: View): string {
  const meaning = call.root === null ? null : view(call.root);
  return meaning?.kind === 'module' ? meaning.path + call.path.slice(call.root?.length ?? 0) : call.path;
}

export class Touches {
  constructor(private readonly program: Program) {}

  /** Names of the module whose objects the call changes or may change. */
  of(call: BodyCall, view: View): readonly Touch[] {
    if (call.callee.length === 0 && call.arguments.every(({ names }) => names.length === 0)) {
      return [];
    }
    const calledBack = call.arguments.some(argument => this.isChangingFunction(argument, view));
    const touched = call.arguments.flatMap(argument => {
      if (argument.names.length === 0) {
        return [];
      }
      const level = this.levelOf(call, argument, view, new Set()) ?? (calledBack ? 'possible' : null);
      return level === null ? [] : argument.names.map(name => ({ name, level }));
    });
    return [...touched, ...this.calleeTouches(call, view)];
  }

  /** A value that is called may change, and what it holds with it: `add = items.append` and then `add(1)`. */
  private calleeTouches({ root, callee }: BodyCall, view: View): readonly Touch[] {
    return root !== null && view(root).kind === 'value' ? callee.map(name => ({ name, level: 'possible' })) : [];
  }

  /** A function of the notebook that changes what it is given, passed on to somebody who will call it. */
  private isChangingFunction({ names, body }: BodyCall['arguments'][number], view: View): boolean {
    const bodies = names.flatMap(name => {
      const meaning = view(name);
      return meaning.kind === 'code' ? meaning.bodies.map(known => known.body) : [];
    });
    return [...bodies, ...(body === null ? [] : [body])].some(each => {
      const facts = this.program.bodies.of(each);
      return facts.parameterChanges.size > 0 || facts.calls.some(call => this.givesParameterAway(call, view));
    });
  }

  private givesParameterAway(call: BodyCall, view: View): boolean {
    return call.arguments.some(
      argument => argument.parameters.length > 0 && this.levelOf(call, argument, view, new Set()) !== null
    );
  }

  private levelOf(
    call: BodyCall,
    argument: BodyCall['arguments'][number],
    view: View,
    entered: Set<unknown>
  ): ChangeLevel | null {
    const meaning: Meaning = call.root === null ? { kind: 'unknown' } : view(call.root);
    switch (meaning.kind) {
      case 'module':
        return levelInModule(fullPath(call, view), argument);
      case 'builtin':
        return call.path === call.root ? levelOfBuiltin(call.path, argument.position) : unknownLevel(call);
      case 'code':
        return call.path === call.root ? this.levelInCode(meaning, argument, view, entered) : unknownLevel(call);
      case 'value':
      case 'unknown':
        return unknownLevel(call);
    }
  }

  /** What the body of a function of the notebook does to the parameter. */
  private levelInCode(
    { bodies }: Meaning & { readonly kind: 'code' },
    argument: BodyCall['arguments'][number],
    view: View,
    entered: Set<unknown>
  ): ChangeLevel | null {
    let level: ChangeLevel | null = null;
    for (const { body } of bodies) {
      if (entered.has(body)) {
        continue;
      }
      const facts = this.program.bodies.of(body);
      const position = parameterOf(argument, facts.parameterNames);
      if (position === null || bodies.length > 1) {
        return 'possible';
      }
      const direct = facts.parameterChanges.get(position) ?? null;
      const inner = facts.calls
        .flatMap(call => call.arguments.map(each => ({ call, each })))
        .filter(({ each }) => each.parameters.includes(position))
        .map(({ call, each }) => this.levelOf(call, each, view, new Set([...entered, body])));
      level = strongest([level, direct, ...inner]);
    }
    return level;
  }
}

function unknownLevel(call: BodyCall): ChangeLevel | null {
  return call.knownMethod ? null : 'possible';
}

function levelInModule(path: string, { position, keyword }: BodyCall['arguments'][number]): ChangeLevel | null {
  const changed = mutatingFunctions.get(path);
  if (keyword === 'out') {
    return 'certain';
  }
  if (changed !== undefined) {
    return changed === position ? 'certain' : null;
  }
  return pureModules.has(path.split('.')[0] ?? '') ? null : 'possible';
}

function levelOfBuiltin(name: string, position: number | null): ChangeLevel | null {
  const changed = mutatingFunctions.get(name);
  if (changed !== undefined) {
    return changed === position ? 'certain' : null;
  }
  return pureBuiltins.has(name) ? null : 'possible';
}

function parameterOf(argument: BodyCall['arguments'][number], parameters: readonly string[]): number | null {
  const position = argument.keyword === null ? (argument.position ?? -1) : parameters.indexOf(argument.keyword);
  return position >= 0 && position < parameters.length ? position : null;
}

function strongest(levels: readonly (ChangeLevel | null)[]): ChangeLevel | null {
  return levels.includes('certain') ? 'certain' : levels.includes('possible') ? 'possible' : null;
}
