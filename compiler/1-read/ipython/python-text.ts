/**
 * Python that stands for IPython syntax while names are analyzed; nobody executes it. It holds the whole original text, so that
 * two lines which differ never look equal, and it reads each variable that the text is filled with.
 */
import type { Interpolation } from './interpolation.js';

/** A Python string literal; JSON's escapes are Python's too. */
export function pythonString(text: string): string {
  return JSON.stringify(text);
}

/** `get_ipython().<method>("…" % (names,))`: a call with an unknown effect that reads the names without changing them. */
export function shellCall(method: string, texts: readonly string[], names: Interpolation): string {
  const arguments_ = texts.map(pythonString).join(', ');
  const values = [...names.reads, ...names.maybeReads.map(name => `(get_ipython() and ${name})`)];
  return `get_ipython().${method}(${arguments_}${values.length === 0 ? '' : ` % (${values.join(', ')},)`})`;
}
