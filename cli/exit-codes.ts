/** Exit codes of every command: what scripts and CI may rely on. `collard --help` prints this table. */

export const exitCodes = {
  fine: 0,
  failed: 1,
  usage: 2,
  environment: 3,
  condition: 4,
  interrupted: 130
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What each code means, in the words of the help text. */
export const exitCodeMeanings: readonly (readonly [code: ExitCode, meaning: string])[] = [
  [exitCodes.fine, 'fine'],
  [exitCodes.failed, 'the pipeline failed, or the check found errors'],
  [exitCodes.usage, 'wrong usage, or an input that is not there'],
  [exitCodes.environment, 'something around us is at fault: Python, Node, disk'],
  [exitCodes.condition, 'a --fail-if condition holds'],
  [exitCodes.interrupted, 'interrupted with Ctrl-C']
];
