/** What one execution of a step key produced, and what it depended on besides its key. Immutable once committed. */
import * as z from 'zod';
import { artifactSchema, objectReferenceSchema } from './artifact.js';

export const RECORD_VERSION = 1;

/** Paths are relative to the workspace when inside it, absolute otherwise; `/` separates everywhere. */
export const fileReadSchema = z.strictObject({
  /** One that ends in `/` is a folder. */
  path: z.string(),
  size: z.int().nonnegative(),
  digest: z.string().nullable().describe('null: the step looked for the file and it was not there'),
  mtime: z.string().describe('nanoseconds, as text'),
  ctime: z.string(),
  inode: z.string(),
  seen: z
    .enum(['details', 'presence'])
    .optional()
    .describe('of a folder: names, sizes and times of what is in it, or that it is there; else the names')
});
export type FileRead = Readonly<z.infer<typeof fileReadSchema>>;

export const fileWrittenSchema = z.strictObject({
  path: z.string(),
  size: z.int().nonnegative(),
  digest: z.string(),
  mode: z.int()
});
export type FileWritten = Readonly<z.infer<typeof fileWrittenSchema>>;

export const recordSchema = z.strictObject({
  version: z.literal(RECORD_VERSION),
  key: z.string(),
  id: z.string().describe('digest of everything that a hit must still find: two equal executions write the same name'),
  step: z.string(),
  folder: z
    .string()
    .nullable()
    .default(null)
    .describe(
      'working folder, where relative paths begin, `.` for the workspace itself; null: an earlier version kept none'
    ),
  created: z.string(),
  seconds: z.number().nonnegative(),
  outputs: z.record(z.string(), artifactSchema).describe('outputs and kept results'),
  metrics: z.record(z.string(), z.number()),
  reads: z.array(fileReadSchema).readonly(),
  writes: z.array(fileWrittenSchema).readonly(),
  distributions: z
    .record(z.string(), z.string())
    .describe('versions of the installed distributions that its modules came from'),
  modules: z
    .array(z.strictObject({ path: z.string(), digest: z.string() }))
    .readonly()
    .describe('local modules that it loaded'),
  lookups: z
    .array(z.strictObject({ folder: z.string(), names: z.array(z.string()).readonly() }))
    .readonly()
    .default([])
    .describe('module names that import must find in a local folder as one of `modules`, or not at all'),
  environment: z
    .record(z.string(), z.string().nullable())
    .default({})
    .describe('SHA-256 of each environment variable that its own code read; null: it was not set'),
  reusable: z.boolean(),
  reason: z.string().describe('why it may not be reused by itself; empty when it may'),
  python: z.string(),
  notebook: objectReferenceSchema.nullable().describe('executed cells with their outputs, as nbformat JSON'),
  notebookInline: z.string().optional().describe('the same when it is small')
});
export type StepRecord = Readonly<z.infer<typeof recordSchema>>;
