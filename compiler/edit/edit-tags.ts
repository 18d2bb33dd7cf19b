/**
 * One change of a cell's tags. Only the edited item is written anew: tags of other tools, other items and the order stay. Doing
 * the same edit twice changes nothing more. Values are taken as they are; `tagProblem` says beforehand what is wrong with them.
 */
import { readTag } from '../1-read/tags.js';
import type { Role } from '../1-read/tags.js';
import type { CellRole } from './cell-role.js';
import type { TagEdit } from './tag-edit.js';
import { isOurs, isRoleTag, secretTag, stepTag, stepWordOf } from './tag-text.js';
import type { StepWord } from './tag-text.js';

export interface EditContext {
  /** How new tags name a step; tags that are there keep their word. */
  readonly stepWord?: StepWord;
}

/** The word that the notebook's first step tag uses; `step` in a notebook without steps. */
export function stepWordIn(roles: readonly CellRole[]): StepWord {
  for (const { text } of roles.flatMap(({ tags }) => tags)) {
    const word = stepWordOf(text);
    if (word !== null) {
      return word;
    }
  }
  return 'step';
}

/** @returns the tags after the edit; an equal list when there was nothing to change. */
export function editTags(
  tags: readonly string[],
  edit: TagEdit,
  { stepWord = 'step' }: EditContext = {}
): readonly string[] {
  switch (edit.kind) {
    case 'role':
      return editRole(tags, edit, stepWord);
    case 'after':
      return replaceItems(
        tags,
        'prev:',
        edit.steps.map(step => `prev:${step}`)
      );
    case 'secrets':
      return replaceItems(tags, 'secret:', edit.secrets.map(secretTag));
    case 'limit':
    case 'label':
    case 'annotation':
      return replaceItem(tags, `${edit.kind}:${edit.key}:`, edit.value);
    case 'image':
      return replaceItem(tags, 'image:', edit.image);
    case 'cache':
      return replaceItem(tags, 'cache:', edit.cache);
    case 'report':
      return replaceItem(tags, 'report:', edit.report === null ? null : edit.report ? 'enabled' : 'disabled');
    case 'retry':
      return replaceItem(tags, 'retry:', edit.retry === null ? null : String(edit.retry));
    case 'timeout':
      return replaceItem(tags, 'timeout:', edit.timeout);
  }
}

function editRole(tags: readonly string[], edit: TagEdit & { kind: 'role' }, stepWord: StepWord): readonly string[] {
  switch (edit.role) {
    case 'step':
      return edit.step === undefined ? tags.filter(tag => !isRoleTag(tag)) : nameStep(tags, edit.step, stepWord);
    case 'merged':
      return tags.filter(tag => !isOurs(tag));
    default:
      return giveRole(tags, edit.role);
  }
}

/** The name takes the place of the first tag that named a step or a role; there is one name, so others go. */
function nameStep(tags: readonly string[], name: string, stepWord: StepWord): readonly string[] {
  const isName = (tag: string): boolean => stepWordOf(tag) !== null || isRoleTag(tag);
  const word = tags.map(stepWordOf).find(each => each !== null) ?? stepWord;
  const place = tags.findIndex(isName);
  if (place >= 0) {
    return tags.flatMap((tag, index) => (index === place ? [stepTag(word, name)] : isName(tag) ? [] : [tag]));
  }
  // Kale reads the name from the first of its tags.
  const first = tags.findIndex(isOurs);
  return inserted(tags, first < 0 ? tags.length : first, [stepTag(word, name)]);
}

/** A cell with a role of its own has no step: what was said about the step would be without effect, and goes. */
function giveRole(tags: readonly string[], role: Role): readonly string[] {
  const same = tags.find(tag => {
    const read = readTag(tag);
    return read.kind === 'role' && read.role === role;
  });
  const place = tags.findIndex(isOurs);
  const others = tags.filter(tag => !isOurs(tag));
  return inserted(others, place < 0 ? others.length : place, [same ?? role]);
}

/** Sets the one value of an item, or removes it. Of several tags for it the first one's place is kept. */
function replaceItem(tags: readonly string[], prefix: string, value: string | null): readonly string[] {
  return replaceItems(tags, prefix, value === null ? [] : [prefix + value]);
}

/** Makes `wanted` the tags with this prefix: those that are there stay where they are, new ones come after the last of them. */
function replaceItems(tags: readonly string[], prefix: string, wanted: readonly string[]): readonly string[] {
  const kept = new Set(tags.filter(tag => wanted.includes(tag)));
  const added = [...new Set(wanted)].filter(tag => !kept.has(tag));
  const seen = new Set<string>();
  const queue = [...added];
  const result = tags.flatMap(tag => {
    if (!tag.startsWith(prefix)) {
      return [tag];
    }
    const replacement = kept.has(tag) && !seen.has(tag) ? tag : queue.shift();
    seen.add(tag);
    return replacement === undefined ? [] : [replacement];
  });
  const last = result.map(tag => tag.startsWith(prefix)).lastIndexOf(true);
  return inserted(result, last < 0 ? afterOurs(result) : last + 1, queue);
}

function afterOurs(tags: readonly string[]): number {
  const last = tags.map(isOurs).lastIndexOf(true);
  return last < 0 ? tags.length : last + 1;
}

function inserted(tags: readonly string[], place: number, added: readonly string[]): readonly string[] {
  return [...tags.slice(0, place), ...added, ...tags.slice(place)];
}
