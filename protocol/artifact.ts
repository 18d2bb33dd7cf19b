/** A stored value, described so well that nobody needs to load it to show it. Written by the runtime, read by everyone. */
import * as z from 'zod';

export const objectReferenceSchema = z.strictObject({ digest: z.string(), bytes: z.int().nonnegative() });
export type ObjectReference = Readonly<z.infer<typeof objectReferenceSchema>>;

export const artifactSchema = z.strictObject({
  type: z.string().describe('qualified Python type, such as pandas.DataFrame'),
  serializer: z.string().describe('how it is stored: json, npy, pickle, …'),
  digest: z.string().describe('identity of the value: equal digests mean equal values'),
  bytes: z.int().nonnegative(),
  inline: z
    .string()
    .optional()
    .describe('the whole content when it is small: JSON text, or base64 for binary serializers'),
  objects: z.array(objectReferenceSchema).readonly().describe('main object first, then out-of-band buffers'),
  code: z
    .boolean()
    .optional()
    .describe('true: it refers to functions or classes of the notebook, so its meaning depends on their source'),
  bundle: z.array(z.string()).readonly().optional().describe('names stored together because they share objects'),
  shape: z.array(z.int()).readonly().optional(),
  dtype: z.string().optional(),
  length: z.int().optional(),
  columns: z
    .array(z.strictObject({ name: z.string(), dtype: z.string() }))
    .readonly()
    .optional(),
  preview: z.string().describe('a short text for people')
});
export type Artifact = Readonly<z.infer<typeof artifactSchema>>;
