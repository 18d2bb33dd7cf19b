/** What a restore tells about itself, in the output of the code that did it. Mirrors `Report` of `collard/restore.py`. */
import * as z from 'zod';

export const reportMimeType = 'application/vnd.collard.restore+json';

export const restoreReportSchema = z.object({
  version: z.literal(1),
  run: z.string(),
  step: z.string(),
  kind: z.enum(['inputs', 'outputs', 'failure']),
  parameters: z.array(z.string()).readonly(),
  objects: z
    .array(
      z.object({
        name: z.string(),
        type: z.string(),
        bytes: z.number(),
        status: z.enum(['restored', 'mapped', 'left-out', 'failed']),
        reason: z.string().nullable()
      })
    )
    .readonly(),
  definitions: z.array(z.string()).readonly().describe('what went wrong with imports and functions')
});
export type RestoreReport = Readonly<z.infer<typeof restoreReportSchema>>;
export type RestoredObject = RestoreReport['objects'][number];
