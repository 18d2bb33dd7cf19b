/** What we look at in objects of the API server, checked where it comes in. Everything else of an object passes through. */
import * as z from 'zod';

export const metadataSchema = z.looseObject({
  name: z.string(),
  namespace: z.string().optional(),
  uid: z.string().optional(),
  resourceVersion: z.string().optional(),
  deletionTimestamp: z.unknown().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional()
});

export const objectSchema = z.looseObject({ apiVersion: z.string(), kind: z.string(), metadata: metadataSchema });
export type ClusterObject = Readonly<z.infer<typeof objectSchema>>;

/** Enough to find an object. */
export interface Reference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** An object to be made. */
export interface NewObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

export function reference({ apiVersion, kind, metadata }: NewObject): Reference {
  return { apiVersion, kind, name: metadata.name };
}

const conditionSchema = z.looseObject({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional()
});

const containerStatusSchema = z.looseObject({
  name: z.string(),
  state: z
    .looseObject({
      waiting: z.looseObject({ reason: z.string().optional(), message: z.string().optional() }).optional(),
      running: z.looseObject({}).optional(),
      terminated: z
        .looseObject({ exitCode: z.number(), reason: z.string().optional(), message: z.string().optional() })
        .optional()
    })
    .optional()
});

export const podSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({
    containers: z.array(
      z.looseObject({
        name: z.string(),
        image: z.string().optional(),
        resources: z.looseObject({ limits: z.record(z.string(), z.string()).optional() }).optional()
      })
    )
  }),
  status: z.looseObject({
    phase: z.string().optional(),
    message: z.string().optional(),
    conditions: z.array(conditionSchema).optional(),
    initContainerStatuses: z.array(containerStatusSchema).optional(),
    containerStatuses: z.array(containerStatusSchema).optional()
  })
});
export type Pod = Readonly<z.infer<typeof podSchema>>;

export const claimSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({
    accessModes: z.array(z.string()).optional(),
    storageClassName: z.string().optional(),
    volumeName: z.string().optional(),
    resources: z.looseObject({ requests: z.looseObject({ storage: z.string() }) })
  }),
  status: z
    .looseObject({ phase: z.string().optional(), capacity: z.record(z.string(), z.string()).optional() })
    .optional()
});
export type Claim = Readonly<z.infer<typeof claimSchema>>;
