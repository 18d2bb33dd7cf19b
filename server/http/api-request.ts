/** A request as routes see it: what its address says, its body checked against a schema, and when it is abandoned. */
import type { IncomingMessage } from 'node:http';
import type * as z from 'zod';
import { OperationalError } from '../../protocol/operational-error.js';
import { readBody } from './body.js';

export class ApiRequest {
  constructor(
    private readonly message: IncomingMessage,
    /** Parts of the path that the route names. */
    private readonly places: ReadonlyMap<string, string>,
    private readonly query: URLSearchParams,
    /** Aborted when the browser has gone. */
    readonly signal: AbortSignal
  ) {}

  /** A part of the path, such as the id of a run. */
  place(name: string): string {
    const value = this.places.get(name);
    if (value === undefined) {
      throw new Error(`the route has no :${name}`);
    }
    return value;
  }

  /** A word of the query; null when it is not there or empty. */
  word(name: string): string | null {
    return this.query.get(name) || null;
  }

  /** The same, which must be there. */
  requiredWord(name: string): string {
    const value = this.word(name);
    if (value === null) {
      throw new OperationalError('invalid-input', `The address lacks ?${name}=`);
    }
    return value;
  }

  header(name: string): string | null {
    const value = this.message.headers[name];
    return typeof value === 'string' && value !== '' ? value : null;
  }

  body<Schema extends z.ZodType>(schema: Schema): Promise<z.output<Schema>> {
    return readBody(this.message, schema);
  }
}
