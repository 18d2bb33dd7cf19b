/** Names of steps out of headings: small Latin letters, digits and underscores, each name once. */
import { roleWords, stepNamePattern } from '../../1-read/tags.js';
import { inLatinLetters } from './latin-letters.js';

const longest = 32;
const fillers = new Set(['a', 'an', 'the']);
const linkers = /(_(and|or|of|in|on|at|to|for|with|by|from|is|are|be))+$/;

/** `1. Load the data` → `load_data`; null when nothing usable is left. */
export function nameFromHeading(text: string): string | null {
  const words = inLatinLetters(text.toLowerCase().replace(/['’]/g, ''))
    .replace(/^\W*(step|part|section|chapter)?\s*([0-9]+(\.[0-9]+)*|[ivx]+(?=[.:)]))[.:)\s·–—-]*/, '')
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '');
  const telling = words.filter(word => !fillers.has(word));
  let name = '';
  for (const word of telling.length > 0 ? telling : words) {
    const longer = name === '' ? word : `${name}_${word}`;
    if (longer.length > longest) {
      break;
    }
    name = longer;
  }
  name = name.replace(linkers, '');
  return /[a-z]/.test(name) && stepNamePattern.test(name) ? name : null;
}

/** Gives a name to each; those without one are numbered, and a name that comes again gets a number. */
export function distinctNames(wanted: readonly (string | null)[]): readonly string[] {
  const taken = new Set<string>(roleWords);
  return wanted.map((name, index) => {
    const stem = name ?? `step_${index + 1}`;
    let free = stem;
    for (let count = 2; taken.has(free); count += 1) {
      free = `${stem}_${count}`;
    }
    taken.add(free);
    return free;
  });
}
