/** Helps somebody who typed a word that is not known. */
import { nearest } from '../../compiler/diagnostics/spelling.js';

/** "Did you mean x?", or else what there is to choose from. */
export function didYouMean(typed: string, words: readonly string[]): string {
  const meant = nearest(typed, words);
  return meant !== null ? `Did you mean ${meant}?` : words.length > 0 ? `There is: ${words.join(', ')}.` : '';
}
