/** The objects of one namespace: small typed verbs over the client. Each tries again what failed for a passing reason. */
import type { KubeConfig, KubernetesObject, KubernetesObjectApi } from '@kubernetes/client-node';
import type * as z from 'zod';
import { OperationalError } from '../../protocol/operational-error.js';
import { statusCode } from './failure.js';
import type { loadLibrary } from './library.js';
import { objectSchema, reference, type ClusterObject, type NewObject, type Reference } from './objects.js';
import { patiently } from './patience.js';

export type Library = Awaited<ReturnType<typeof loadLibrary>>;

export interface Place {
  readonly context: string;
  readonly namespace: string;
}

export class Cluster {
  constructor(
    readonly library: Library,
    readonly config: KubeConfig,
    readonly place: Place
  ) {
    this.objects = library.KubernetesObjectApi.makeApiClient(config);
  }

  get namespace(): string {
    return this.place.namespace;
  }

  /**
   * Makes the object unless one of this name is there, and returns what is there. An attempt whose answer was lost may have made it, so
   * whoever repeats a submission finds what the first one made.
   */
  async ensure(object: NewObject): Promise<ClusterObject> {
    const doing = `making ${named(reference(object))}`;
    const spec = { ...object, metadata: { ...object.metadata, namespace: this.namespace } };
    return patiently(doing, async () => {
      try {
        return objectSchema.parse(await this.objects.create(spec));
      } catch (error) {
        if (statusCode(error) === 409) {
          return objectSchema.parse(await this.objects.read(this.header(reference(object))));
        }
        throw error;
      }
    });
  }

  /** A question to the API server in the form of an object that is not kept. */
  ask(question: KubernetesObject & { readonly spec: unknown }): Promise<unknown> {
    return patiently(`asking for a ${question.kind ?? ''}`, () => this.objects.create(question));
  }

  async read<Schema extends z.ZodType>(wanted: Reference, schema: Schema): Promise<z.infer<Schema>> {
    const found = await this.readOrNull(wanted, schema);
    if (found === null) {
      throw new OperationalError('not-found', `There is no ${named(wanted)} in namespace ${this.namespace}`);
    }
    return found;
  }

  /** Null where there is none, or no such kind. */
  readOrNull<Schema extends z.ZodType>(wanted: Reference, schema: Schema): Promise<z.infer<Schema> | null> {
    return patiently(`reading ${named(wanted)}`, async () => {
      try {
        return schema.parse(await this.objects.read(this.header(wanted)));
      } catch (error) {
        if (statusCode(error) === 404) {
          return null;
        }
        throw error;
      }
    });
  }

  /** Changes the named fields. */
  async merge(wanted: Reference, change: Readonly<Record<string, unknown>>): Promise<void> {
    const { MergePatch } = this.library.PatchStrategy;
    const spec: KubernetesObject = { ...this.header(wanted), ...change };
    await patiently(`changing ${named(wanted)}`, () =>
      this.objects.patch(spec, undefined, undefined, undefined, undefined, MergePatch)
    );
  }

  /** It is gone, or goes, whether it was there or not. `grace`: seconds that processes of a pod get. */
  async remove(wanted: Reference, grace?: number): Promise<void> {
    await patiently(`removing ${named(wanted)}`, async () => {
      try {
        await this.objects.delete(this.header(wanted), undefined, undefined, grace, undefined, 'Background');
      } catch (error) {
        if (statusCode(error) !== 404) {
          throw error;
        }
      }
    });
  }

  private header({ apiVersion, kind, name }: Reference): {
    apiVersion: string;
    kind: string;
    metadata: { name: string; namespace: string };
  } {
    return { apiVersion, kind, metadata: { name, namespace: this.namespace } };
  }

  private readonly objects: KubernetesObjectApi;
}

function named({ kind, name }: Reference): string {
  return `${kind} ${name}`;
}
