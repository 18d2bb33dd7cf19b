/** The log of a step's pod, taken apart: events of the step runner, and what the step itself printed. */
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { engineEventSchema, stepEventSchema, type EngineEvent, type StepEvent } from '../../protocol/run-event.js';

/** The same as in collard/runtime/events.py. */
const eventPrefix = '::collard:: ';
/** Lines of Argo's own program in the container. */
const ofArgo = /^time=\S+ level=\S+ msg=.* argo=true|^time="[^"]*" level=\w+ .*argo=true/;

export type LogPart =
  | { readonly kind: 'event'; readonly event: StepEvent | EngineEvent }
  | { readonly kind: 'text'; readonly line: string };

export async function* podLog(stream: Readable): AsyncGenerator<LogPart> {
  let blank = false;
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    const part = partOf(line);
    // The step runner begins each event with a line break, in case a text of the step ended without one.
    if (blank && part?.kind === 'text') {
      yield { kind: 'text', line: '' };
    }
    blank = part?.kind === 'text' && line === '';
    if (part !== null && !blank) {
      yield part;
    }
  }
}

function partOf(line: string): LogPart | null {
  if (!line.startsWith(eventPrefix)) {
    return ofArgo.test(line) ? null : { kind: 'text', line };
  }
  const event = parsed(line.slice(eventPrefix.length));
  return event === null ? { kind: 'text', line } : { kind: 'event', event };
}

function parsed(text: string): StepEvent | EngineEvent | null {
  try {
    const value: unknown = JSON.parse(text);
    return stepEventSchema.safeParse(value).data ?? engineEventSchema.safeParse(value).data ?? null;
  } catch {
    return null;
  }
}
