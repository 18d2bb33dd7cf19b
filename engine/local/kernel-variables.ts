/** The environment as a Jupyter kernel would get it: the caller's, and what the kernelspec adds. */
import type { CallerEnvironment } from './secrets.js';

/** `${NAME}` and `$NAME` in an added variable stand for the caller's; one that is not set stays as it is written, as in Jupyter. */
export function withKernelVariables(
  caller: CallerEnvironment,
  added: Readonly<Record<string, string>> = {}
): CallerEnvironment {
  const filled = Object.entries(added).map(([name, template]) => [name, filledIn(template, caller)] as const);
  return { ...caller, ...Object.fromEntries(filled) };
}

/** The rules of Python's `string.Template.safe_substitute`, which Jupyter uses. */
function filledIn(template: string, caller: CallerEnvironment): string {
  return template.replace(
    /\$(?:(\$)|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g,
    (place, dollar: string | undefined, bare: string | undefined, braced: string | undefined) =>
      dollar ?? caller[bare ?? braced ?? ''] ?? place
  );
}
