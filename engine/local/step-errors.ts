/** Failures that only the engine can report, because the step's process could not. */
import { constants } from 'node:os';
import { stepError, type StepError } from '../../protocol/step-error.js';

export function timeoutError(seconds: number): StepError {
  return stepError({
    code: 'timeout',
    name: 'Timeout',
    message: `the step ran longer than ${seconds} s and was stopped`,
    hint: 'Raise its timeout with a tag such as timeout:10m, or make it quicker.',
    retryable: true
  });
}

/** The process ended by a signal that we did not send. */
export function killedError(signal: string | null, log: string): StepError {
  const name = signalName(signal);
  return stepError({
    code: 'killed',
    name: name ?? 'Killed',
    message: name === null ? 'the process of the step is gone' : `the process of the step was ended by ${name}`,
    hint: killedHint(name),
    traceback: lines(log),
    retryable: true
  });
}

/** The process ended without having reported a result. */
export function silentExitError(status: number | null, log: string): StepError {
  return stepError({
    code: status === 3 ? 'internal' : 'environment',
    name: 'StepProcess',
    message: `the process of the step ended with status ${status ?? 'unknown'} without a result`,
    hint: 'The end of its log says more; check that the Python environment works.',
    traceback: lines(log),
    retryable: true
  });
}

function killedHint(name: string | null): string {
  switch (name) {
    case 'SIGKILL':
      return 'Most often the system ran out of memory: use less data at a time, or run fewer steps at once with --jobs.';
    case 'SIGSEGV':
    case 'SIGBUS':
    case 'SIGABRT':
    case 'SIGFPE':
    case 'SIGILL':
      return 'A native library crashed; its last words are in the log of the step.';
    default:
      return 'Something outside of the run ended it; run again to go on from here.';
  }
}

/** The name of a signal given by name or number. */
function signalName(signal: string | null): string | null {
  const known = Object.entries(constants.signals).find(([, number]) => String(number) === signal);
  return known?.[0] ?? signal;
}

function lines(log: string): readonly string[] {
  return log.trim() === '' ? [] : log.trim().split('\n').slice(-20);
}
