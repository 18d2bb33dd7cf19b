/** The part of Argo's and Kubernetes' objects that we write. The full schemas hold every emitted document in the tests. */
import type { Toleration } from './options.js';

export interface Metadata {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

export interface ConfigMap extends KubernetesObject {
  readonly immutable: true;
  readonly data: Readonly<Record<string, string>>;
  readonly binaryData: Readonly<Record<string, string>>;
}

/** A parameter that people see and may change. Without a value whoever submits must give one. */
export interface NativeParameter {
  readonly name: string;
  readonly value?: string;
  readonly description: string;
  readonly enum?: readonly string[];
}

export interface OutputParameter {
  readonly name: string;
  readonly valueFrom: { readonly path: string; readonly default: string };
}

export type EnvironmentVariable =
  | { readonly name: string; readonly value: string }
  | {
      readonly name: string;
      readonly valueFrom: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
    };

export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: true;
}

export interface ContainerSecurity {
  readonly allowPrivilegeEscalation: false;
  readonly capabilities: { readonly drop: readonly ['ALL'] };
}

export interface Resources {
  readonly requests?: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string>>;
}

export interface Container {
  readonly image: string;
  readonly imagePullPolicy?: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env?: readonly EnvironmentVariable[];
  readonly resources?: Resources;
  readonly securityContext: ContainerSecurity;
  readonly volumeMounts: readonly VolumeMount[];
}

export interface RetryStrategy {
  readonly limit: string;
  readonly retryPolicy: 'Always' | 'OnError';
  readonly expression?: string;
  readonly backoff: { readonly duration: string; readonly factor: string; readonly cap: string };
}

export interface StepTemplate {
  readonly name: string;
  readonly metadata: Metadata;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly activeDeadlineSeconds?: number;
  readonly retryStrategy: RetryStrategy;
  readonly podSpecPatch?: string;
  readonly container: Container;
  readonly outputs: { readonly parameters: readonly OutputParameter[] };
}

export interface DagTask {
  readonly name: string;
  readonly template: string;
  readonly depends?: string;
  readonly arguments?: { readonly parameters: readonly { readonly name: string; readonly value: string }[] };
}

export interface GraphTemplate {
  readonly name: string;
  readonly dag: { readonly failFast: false; readonly tasks: readonly DagTask[] };
}

export interface ResourceTemplate {
  readonly name: string;
  readonly inputs: { readonly parameters: readonly { readonly name: string; readonly default: string }[] };
  readonly outputs: {
    readonly parameters: readonly { readonly name: string; readonly valueFrom: { readonly jsonPath: string } }[];
  };
  readonly resource: { readonly action: 'create'; readonly successCondition: string; readonly manifest: string };
}

export type Template = GraphTemplate | StepTemplate | ResourceTemplate;

export interface VolumeClaimTemplate {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly accessModes: readonly string[];
    readonly storageClassName?: string;
    readonly resources: { readonly requests: { readonly storage: string } };
    readonly dataSource?: { readonly apiGroup: string; readonly kind: string; readonly name: string };
  };
}

export type Volume =
  | { readonly name: string; readonly persistentVolumeClaim: { readonly claimName: string } }
  | { readonly name: string; readonly configMap: { readonly name: string } };

/** Where the pods of a run must stand. */
export interface Affinity {
  readonly podAffinity: {
    readonly requiredDuringSchedulingIgnoredDuringExecution: readonly {
      readonly labelSelector: { readonly matchLabels: Readonly<Record<string, string>> };
      readonly topologyKey: string;
    }[];
  };
}

export interface WorkflowSpec {
  readonly entrypoint: string;
  readonly onExit?: string;
  readonly arguments?: { readonly parameters: readonly NativeParameter[] };
  readonly serviceAccountName?: string;
  readonly workflowMetadata?: Metadata;
  readonly podMetadata: Metadata;
  readonly imagePullSecrets?: readonly { readonly name: string }[];
  readonly parallelism?: number;
  readonly affinity?: Affinity;
  readonly securityContext: object;
  readonly podSpecPatch?: string;
  readonly volumeClaimTemplates?: readonly VolumeClaimTemplate[];
  readonly volumes?: readonly Volume[];
  readonly podGC: { readonly strategy: string };
  readonly volumeClaimGC?: { readonly strategy: string };
  readonly ttlStrategy: { readonly secondsAfterSuccess: number; readonly secondsAfterFailure: number };
  readonly templates: readonly Template[];
}
