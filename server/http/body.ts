/** Reads the body of a request: not more than fits, and only what its schema allows. */
import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { OperationalError } from '../../protocol/operational-error.js';

/** Bytes. A notebook with its outputs is the largest thing that anybody sends. */
export const largestBody = 128 * 1024 * 1024;

export async function readBody<Schema extends z.ZodType>(
  message: IncomingMessage,
  schema: Schema
): Promise<z.output<Schema>> {
  const result = schema.safeParse(parsed(await readText(message)));
  if (!result.success) {
    throw new OperationalError('invalid-input', `The request is not understood: ${z.prettifyError(result.error)}`, {
      hint: 'Reload the page: it may be of another version of Collard than the server.'
    });
  }
  return result.data;
}

/** What is too large is read to its end all the same, and dropped: a sender that is cut off never sees the refusal. */
async function readText(message: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of message as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size <= largestBody) {
      pieces.push(piece);
    } else {
      pieces.length = 0;
    }
  }
  if (size > largestBody) {
    throw new OperationalError('too-large', `The request is larger than ${largestBody / 1024 / 1024} MiB`, {
      hint: 'Clear the outputs of the notebook and try again.'
    });
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** No body at all counts as an empty object. */
function parsed(text: string): unknown {
  try {
    return text === '' ? {} : (JSON.parse(text) as unknown);
  } catch (cause) {
    throw new OperationalError('invalid-input', 'The request is no JSON', { cause });
  }
}
