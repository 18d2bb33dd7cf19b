/** Renames a step wherever the notebook names it: on all its cells and in every `prev:` tag. */
import type { CellRole } from './cell-role.js';
import { stepTag, stepWordOf } from './tag-text.js';

/** New tags for a cell. */
export interface TagChange {
  readonly cell: string;
  readonly tags: readonly string[];
}

/** Whether some cell is in a step of this name, so that naming another cell so joins the two. */
export function hasStep(roles: readonly CellRole[], name: string): boolean {
  return roles.some(({ step }) => step === name);
}

/**
 * Only cells whose tags change. With the name of another step the two become one; ask `hasStep` first and say so. What said that
 * one of them comes after the other goes then, as nothing comes after itself.
 */
export function renameStep(roles: readonly CellRole[], from: string, to: string): readonly TagChange[] {
  if (from === to) {
    return [];
  }
  return roles.flatMap(role => {
    const tags = renamed(role, from, to);
    return tags.every((tag, index) => tag === role.tags[index]?.text) && tags.length === role.tags.length
      ? []
      : [{ cell: role.cell, tags }];
  });
}

function renamed({ tags, step }: CellRole, from: string, to: string): readonly string[] {
  const own = step === from ? to : step;
  const seen = new Set<string>();
  return tags.flatMap(({ text, tag }) => {
    const word = stepWordOf(text);
    if (tag.kind === 'step' && tag.name === from && word !== null) {
      return [stepTag(word, to)];
    }
    if (tag.kind !== 'prev') {
      return [text];
    }
    const name = tag.name === from ? to : tag.name;
    const isChanged = tag.name === from || name === to;
    const isNeedless = isChanged && (seen.has(name) || name === own);
    seen.add(name);
    return isNeedless ? [] : [`prev:${name}`];
  });
}
