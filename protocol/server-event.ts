/**
 * The one stream from the server to a browser (`GET events`, server-sent events). Each message has an id `<epoch>-<number>`; a
 * browser that reconnects sends the last one as `Last-Event-ID` and misses nothing, or is told to read everything anew. Events
 * of a run also carry their own sequence numbers, so that a view of it applies each exactly once.
 */
import * as z from 'zod';
import { runEventSchema } from './run-event.js';

export const serverEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    resumed: z.boolean().describe('false: what happened since the last message is not known; read everything anew')
  }),
  z.object({ type: z.literal('run-event'), run: z.string(), event: runEventSchema }),
  z.object({
    type: z.literal('runs-changed'),
    notebook: z.string().nullable().describe('path of the notebook whose list of runs changed; null: any')
  })
]);
export type ServerEvent = Readonly<z.infer<typeof serverEventSchema>>;
