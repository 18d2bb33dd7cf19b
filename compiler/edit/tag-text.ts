/**
 * Tags as text: which item of a cell a tag is about, and how an item is written. Items are told apart by text alone, so that
 * a tag with a wrong value can be replaced like any other.
 */
import { readTag } from '../1-read/tags.js';
import type { Secret } from '../ir/plan.js';

/** The two spellings of the tag that names a step. */
export type StepWord = 'step' | 'block';

export function stepTag(word: StepWord, name: string): string {
  return `${word}:${name}`;
}

export function secretTag({ secret, key, env }: Secret): string {
  return `secret:${secret}:${key}:${env}`;
}

/** The word before a step's name; null for a tag that names no step, such as `step:imports`, another way to say `imports`. */
export function stepWordOf(text: string): StepWord | null {
  const word = /^(step|block):/.exec(text)?.[1];
  return (word === 'step' || word === 'block') && !isRoleTag(text) ? word : null;
}

export function isRoleTag(text: string): boolean {
  return readTag(text).kind === 'role';
}

/** A tag that Collard reads, rightly or wrongly written. */
export function isOurs(text: string): boolean {
  return readTag(text).kind !== 'foreign';
}
