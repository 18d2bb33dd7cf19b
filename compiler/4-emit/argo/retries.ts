/** When an attempt that did not succeed is followed by another one. */
import type { PlanStep } from '../../ir/plan.js';
import type { RetryStrategy } from './model.js';

/** Exit code of the step runner when another attempt cannot end otherwise: a value that does not fit, a plan that is not there. */
export const hopelessExitCode = 2;

/** Pods are lost with their nodes, which is nobody's fault and no attempt of the user's. */
const attemptsAfterLoss = '2';
const backoff = { duration: '5s', factor: '2', cap: '5m' };

/**
 * Without a `retry:` tag a step is tried again only if its pod was lost (Argo's `OnError`: node gone, pod deleted); as on the local
 * engine, a failure of the user's code is final. With the tag every failure counts, except a hopeless one. Argo knows no exit code
 * of a lost pod and says -1.
 */
export function retryStrategy({ retry }: PlanStep): RetryStrategy {
  return retry === 0
    ? { limit: attemptsAfterLoss, retryPolicy: 'OnError', backoff }
    : {
        limit: String(retry),
        retryPolicy: 'Always',
        expression: `asInt(lastRetry.exitCode) != ${hopelessExitCode}`,
        backoff
      };
}
