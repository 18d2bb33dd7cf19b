/**
 * The one tag grammar. Every tag that Collard understands is a row of this table; anything else on a cell belongs to somebody
 * else and is left alone. Both Kale dialects are read (`step:` and `block:`), Collard's own words are `retry:` and `timeout:`.
 */
import type { Secret } from '../ir/plan.js';
import { isAnnotationKey, isLabelValue, isQualifiedName, isQuantity } from './kubernetes-names.js';
import { parseDuration } from './duration.js';

/** Words that give a whole cell a role other than "part of a step". */
export const roleWords = ['skip', 'imports', 'functions', 'pipeline-parameters', 'pipeline-metrics'] as const;
export type Role = (typeof roleWords)[number];

/** What one tag says. `foreign` is not ours; `invalid` looks like ours and is wrong. */
export type Tag =
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'step'; readonly name: string }
  | { readonly kind: 'prev'; readonly name: string }
  | { readonly kind: 'limit' | 'label' | 'annotation'; readonly key: string; readonly value: string }
  | { readonly kind: 'image'; readonly image: string }
  | { readonly kind: 'cache'; readonly cache: 'enabled' | 'disabled' }
  | { readonly kind: 'report'; readonly report: boolean }
  | { readonly kind: 'secret'; readonly secret: Secret }
  | { readonly kind: 'retry'; readonly retry: number }
  | { readonly kind: 'timeout'; readonly timeout: number }
  | { readonly kind: 'foreign'; readonly meant: string | null }
  | { readonly kind: 'invalid'; readonly problem: string; readonly hint: string };

/** Names as Kale writes them, and the dashes and leading digits that its version 0.3 wrote. */
export const stepNamePattern = /^[a-z0-9_][a-z0-9_-]*$/;
const longestStepName = 63;
const mostRetries = 100;

type Reader = (value: string) => Tag;

const readers: Readonly<Record<string, Reader>> = {
  step: readStep,
  block: readStep,
  prev: readPrev,
  limit: value => readPair('limit', value, isQualifiedName, isQuantity, 'a Kubernetes quantity such as 500m, 2 or 4Gi'),
  label: value =>
    readPair('label', value, isQualifiedName, isLabelValue, 'at most 63 letters, digits, dashes, dots or underscores'),
  annotation: value => readPair('annotation', value, isAnnotationKey, () => true, 'any text'),
  image: readImage,
  cache: value => readSwitch('cache', value, enabled => ({ kind: 'cache', cache: enabled ? 'enabled' : 'disabled' })),
  report: value => readSwitch('report', value, enabled => ({ kind: 'report', report: enabled })),
  secret: readSecret,
  retry: readRetry,
  timeout: readTimeout
};

/** Reads one tag. Never throws; text that is not ours comes back as `foreign`. */
export function readTag(text: string): Tag {
  const role = roleWords.find(word => word === text || text === `step:${word}` || text === `block:${word}`);
  if (role !== undefined) {
    return { kind: 'role', role };
  }
  const colon = text.indexOf(':');
  if (text === 'skip-execution') {
    return { kind: 'role', role: 'skip' };
  }
  const reader = colon > 0 && Object.hasOwn(readers, text.slice(0, colon)) ? readers[text.slice(0, colon)] : undefined;
  return reader === undefined ? { kind: 'foreign', meant: meantWord(text, colon) } : reader(text.slice(colon + 1));
}

function invalid(problem: string, hint: string): Tag {
  return { kind: 'invalid', problem, hint };
}

function readStep(name: string): Tag {
  return name === '' || isStepName(name) ? { kind: 'step', name } : badName(name);
}

function readPrev(name: string): Tag {
  return isStepName(name) ? { kind: 'prev', name } : badName(name);
}

function isStepName(name: string): boolean {
  return stepNamePattern.test(name) && name.length <= longestStepName;
}

function badName(name: string): Tag {
  const safe = name
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '_')
    .replace(/^[_-]+|[_-]+$/g, '')
    .slice(0, longestStepName);
  return invalid(
    `"${name}" cannot be the name of a step`,
    `Use small letters, digits, "_" and "-", at most ${longestStepName}${safe ? `: for example ${safe}` : ''}.`
  );
}

function readPair(
  kind: 'limit' | 'label' | 'annotation',
  text: string,
  isKey: (key: string) => boolean,
  isValue: (value: string) => boolean,
  values: string
): Tag {
  const colon = text.indexOf(':');
  const [key, value] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
  if (colon < 0 || !isKey(key)) {
    return invalid(`"${text}" is not a ${kind}`, `Write ${kind}:<key>:<value>, the key as Kubernetes names it.`);
  }
  return isValue(value)
    ? { kind, key, value }
    : invalid(`"${value}" cannot be the value of the ${kind} ${key}`, `Use ${values}.`);
}

function readImage(image: string): Tag {
  return /^[^\s]+$/.test(image)
    ? { kind: 'image', image }
    : invalid(`"${image}" is not a container image`, 'Write image:<reference>, such as image:python:3.12-slim.');
}

function readSwitch(word: string, value: string, make: (enabled: boolean) => Tag): Tag {
  return value === 'enabled' || value === 'disabled'
    ? make(value === 'enabled')
    : invalid(`"${value}" is no setting of ${word}`, `Write ${word}:enabled or ${word}:disabled.`);
}

function readSecret(text: string): Tag {
  const [secret = '', key = '', env = '', ...more] = text.split(':');
  const fine =
    more.length === 0 &&
    /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(secret) &&
    /^[-._a-zA-Z0-9]+$/.test(key) &&
    /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(env);
  return fine
    ? { kind: 'secret', secret: { secret, key, env } }
    : invalid(`"${text}" does not name a secret`, 'Write secret:<name>:<key>:<ENVIRONMENT_VARIABLE>.');
}

function readRetry(text: string): Tag {
  const retry = Number(text);
  return /^\d+$/.test(text) && retry <= mostRetries
    ? { kind: 'retry', retry }
    : invalid(`"${text}" is not a number of retries`, `Write retry:<n> with n from 0 to ${mostRetries}.`);
}

function readTimeout(text: string): Tag {
  const timeout = parseDuration(text);
  return timeout === null
    ? invalid(
        `"${text}" is not a duration`,
        'Write timeout:<duration>, such as timeout:90s, timeout:5m or timeout:1h30m.'
      )
    : { kind: 'timeout', timeout };
}

/** Words of other tools, or of Kale's first version, that people put where they mean one of ours. */
const otherWords: Readonly<Record<string, string>> = {
  parameters: 'pipeline-parameters',
  metrics: 'pipeline-metrics',
  import: 'imports',
  function: 'functions',
  after: 'prev:',
  depends: 'prev:'
};

function meantWord(text: string, colon: number): string | null {
  const word = colon > 0 ? text.slice(0, colon) : text;
  if (Object.hasOwn(otherWords, word)) {
    return otherWords[word] ?? null;
  }
  const ours = colon > 0 ? Object.keys(readers) : [...roleWords];
  const near = ours.find(candidate => candidate.length > 3 && differByOneSlip(word, candidate));
  return near === undefined ? null : colon > 0 ? `${near}:` : near;
}

/** One letter missing, doubled, wrong, or two neighbors swapped. */
function differByOneSlip(left: string, right: string): boolean {
  if (left === right || Math.abs(left.length - right.length) > 1) {
    return false;
  }
  let start = 0;
  while (start < left.length && left[start] === right[start]) {
    start += 1;
  }
  const rests = [left.slice(start), right.slice(start)] as const;
  const swapped =
    rests[0].slice(0, 2) === [...rests[1].slice(0, 2)].reverse().join('') && rests[0].slice(2) === rests[1].slice(2);
  return (
    swapped ||
    rests[0].slice(1) === rests[1] ||
    rests[0] === rests[1].slice(1) ||
    rests[0].slice(1) === rests[1].slice(1)
  );
}
