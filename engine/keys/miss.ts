/** Why a step must run: every reason by itself, and as one sentence for people. */

/** What keeps a record from being used, or what makes a key differ from an earlier one. */
export type MissReason =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'cache-disabled' }
  | { readonly kind: 'first-run' }
  | { readonly kind: 'no-record' }
  | { readonly kind: 'folder'; readonly was: string | null; readonly now: string }
  | { readonly kind: 'not-reusable'; readonly reason: string }
  | { readonly kind: 'result-missing'; readonly name: string }
  | { readonly kind: 'object-missing'; readonly name: string }
  | { readonly kind: 'file-changed'; readonly path: string }
  | { readonly kind: 'file-appeared'; readonly path: string }
  | { readonly kind: 'file-gone'; readonly path: string }
  | { readonly kind: 'distribution'; readonly name: string; readonly was: string; readonly now: string | null }
  | { readonly kind: 'module-changed'; readonly path: string }
  | { readonly kind: 'module-hidden'; readonly path: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'code'; readonly name: string; readonly change: 'edited' | 'added' | 'removed' | 'moved' }
  | { readonly kind: 'surroundings' }
  | { readonly kind: 'parameter'; readonly name: string; readonly was: string | null; readonly now: string | null }
  | {
      readonly kind: 'input';
      readonly name: string;
      readonly from: string;
      readonly change: 'value' | 'added' | 'removed';
    }
  | { readonly kind: 'python'; readonly was: string; readonly now: string }
  | { readonly kind: 'upstream'; readonly step: string };

/** All reasons as one line, the first ones in full. */
export function describeMiss(reasons: readonly MissReason[]): string {
  const shown = reasons.slice(0, 3).map(describeReason);
  const more = reasons.length - shown.length;
  return shown.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

export function describeReason(reason: MissReason): string {
  switch (reason.kind) {
    case 'fresh':
      return 'a fresh run was asked for';
    case 'cache-disabled':
      return 'the step is tagged cache:disabled';
    case 'first-run':
      return 'it has not run before';
    case 'no-record':
      return 'no finished result of this very step is stored';
    case 'folder':
      return reason.was === null
        ? 'an earlier version of Collard did not write down in which folder it ran'
        : `it ran in another folder, where relative paths mean other files: ${reason.was}, now ${reason.now}`;
    case 'not-reusable':
      return `its result is not reused by itself: ${reason.reason}`;
    case 'result-missing':
      return `the earlier result has no ${reason.name}`;
    case 'object-missing':
      return `the stored value of ${reason.name} is missing or damaged`;
    case 'file-changed':
      return `the file ${reason.path} has changed`;
    case 'file-appeared':
      return `the file ${reason.path} was not there before`;
    case 'file-gone':
      return `the file ${reason.path} is gone`;
    case 'distribution':
      return reason.now === null
        ? `${reason.name} ${reason.was} is not installed any more`
        : `${reason.name} changed from ${reason.was} to ${reason.now}`;
    case 'module-changed':
      return `the module ${reason.path} has changed`;
    case 'module-hidden':
      return `the new module ${reason.path} hides one that the step used`;
    case 'variable':
      return `the environment variable ${reason.name} has changed`;
    case 'code':
      return `${reason.name} was ${reason.change}`;
    case 'surroundings':
      return 'a function or class that its inputs refer to was edited';
    case 'parameter':
      return `parameter ${reason.name} changed from ${reason.was ?? 'nothing'} to ${reason.now ?? 'nothing'}`;
    case 'input':
      return reason.change === 'value'
        ? `input ${reason.name} from ${reason.from} has another value`
        : `input ${reason.name} from ${reason.from} was ${reason.change}`;
    case 'python':
      return `Python changed from ${reason.was} to ${reason.now}`;
    case 'upstream':
      return `${reason.step} has to run first`;
  }
}
