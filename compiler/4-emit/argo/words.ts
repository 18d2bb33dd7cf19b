/**
 * Text that passes through three readers unchanged: Argo (replaces `{{…}}` wherever it stands in a template), Kubernetes (replaces
 * `$(…)` in commands, arguments and environment) and a shell, which Katib puts around commands without quoting.
 */

const safeWord = /^[A-Za-z0-9_./:@=,+-]+$/;

/** Whether the three readers take the text for one word and leave it alone. */
export function isSafeWord(text: string): boolean {
  return safeWord.test(text);
}

/** UTF-8 in percent-encoding; what stays is a safe word. The step runner decodes it. */
export function encodedWord(text: string): string {
  return encodeURIComponent(text).replace(/%2F|[!'()*~]/g, found =>
    found === '%2F' ? '/' : `%${found.charCodeAt(0).toString(16).toUpperCase()}`
  );
}

/** Whether Argo would look into the text for something to replace. It has no way to write two braces. */
export function hasTemplateTag(text: string): boolean {
  return text.includes('{{');
}

/** A value of an environment variable that Kubernetes leaves as it is: `$$` stands for `$`. */
export function withoutExpansion(text: string): string {
  return text.replaceAll('$', '$$$$');
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
