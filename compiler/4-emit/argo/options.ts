/** What a document for Argo Workflows needs to know besides the plan. Whoever submits (a person, the engine, a tuner) decides it. */

/** Where the files of the workspace come from in a run. */
export type WorkspaceSource =
  /** Each run gets a volume of its own, made from a VolumeSnapshot; Argo makes it and removes it. */
  | {
      readonly kind: 'snapshot';
      /** The native parameter `workspace-snapshot` holds it; null: whoever submits must give it. */
      readonly name: string | null;
      /** Size of the volume, at least that of the snapshot. */
      readonly size: string;
      /** Null: the default class of the cluster. */
      readonly storageClass: string | null;
      readonly accessMode: AccessMode;
    }
  /** Every run works on this very claim; the native parameter `workspace-claim` holds its name. */
  | { readonly kind: 'claim'; readonly name: string | null; readonly accessMode: AccessMode }
  /** The files are in the image; an empty volume keeps what the steps of a run hand on. */
  | {
      readonly kind: 'image';
      readonly size: string;
      readonly storageClass: string | null;
      readonly accessMode: AccessMode;
    };

export type AccessMode = 'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany';

/** Where a pod finds the step runner and the plan. */
export type ProgramSource =
  /** In the store of the workspace, where `runtime/<digest>.pyz` and `plans/<digest>.json` were put before the snapshot. */
  | { readonly kind: 'store'; readonly runtime: string }
  /** In a ConfigMap that is emitted beside; `archive` is the `.pyz` in base64. */
  | { readonly kind: 'embedded'; readonly archive: string };

export interface Toleration {
  readonly key?: string;
  readonly operator: 'Exists' | 'Equal';
  readonly value?: string;
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

export type ArgoKind = 'workflow' | 'template' | 'cron';

/** After which state a VolumeSnapshot of the run's volume is taken. */
export type RunSnapshots = 'none' | 'final' | 'each-step';

export interface ArgoOptions {
  readonly kind: ArgoKind;
  /** Name of the object; null: a Workflow gets a generated one, the others that of the pipeline. */
  readonly name: string | null;
  readonly namespace: string | null;
  /** For `cron`: lines of five fields, and the time zone they are read in (null: the controller's). */
  readonly schedules: readonly string[];
  readonly timezone: string | null;
  /** Overrides of parameters, as canonical Python literals. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The steps that get pods; null: all. The results of the others must be in the store already. */
  readonly steps: readonly string[] | null;
  /** Steps that run even where an earlier result could stand for them. */
  readonly fresh: readonly string[];
  /** Id of the run in the store; null: the name of the Workflow. */
  readonly run: string | null;
  /** Image of the steps that name none. */
  readonly image: string | null;
  readonly imagePullPolicy: 'Always' | 'IfNotPresent' | 'Never' | null;
  readonly imagePullSecrets: readonly string[];
  /** The interpreter in the image or on the volume. */
  readonly python: string;
  readonly workspace: WorkspaceSource;
  /** Folder of the workspace in the pods. Results are found again only where it has the same files. */
  readonly mountPath: string;
  /** The notebook's folder, relative to the workspace; `.` for the workspace itself. */
  readonly folder: string;
  readonly program: ProgramSource;
  readonly serviceAccount: string | null;
  readonly runAsUser: number;
  readonly runAsGroup: number | null;
  readonly fsGroup: number | null;
  /** Locks Argo's own containers down, too, as the *restricted* Pod Security Standard wants. Off for controllers without init containers. */
  readonly restrictExecutor: boolean;
  /** Resources of steps that say nothing about them; what a step says itself wins. */
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
  /** Added to the object, and to the Workflows that it makes. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Environment variables of every step. */
  readonly environment: Readonly<Record<string, string>>;
  /** Page about this pipeline or run, linked from its description. */
  readonly link: string | null;
  /** Pods at a time; null: no limit. */
  readonly parallelism: number | null;
  readonly snapshots: RunSnapshots;
  /** VolumeSnapshotClass of these snapshots; null: the default one of the driver. */
  readonly snapshotClass: string | null;
  /** Seconds that an ended Workflow is kept, with its volume if it failed. */
  readonly keepSucceeded: number;
  readonly keepFailed: number;
}

const day = 86_400;

/** What holds unless said otherwise. */
export const argoDefaults: Omit<ArgoOptions, 'workspace' | 'program'> = {
  kind: 'workflow',
  name: null,
  namespace: null,
  schedules: [],
  timezone: null,
  parameters: {},
  steps: null,
  fresh: [],
  run: null,
  image: null,
  imagePullPolicy: null,
  imagePullSecrets: [],
  python: 'python',
  mountPath: '/home/jovyan',
  folder: '.',
  serviceAccount: null,
  runAsUser: 1000,
  runAsGroup: null,
  fsGroup: 100,
  restrictExecutor: true,
  requests: {},
  limits: {},
  nodeSelector: {},
  tolerations: [],
  labels: {},
  annotations: {},
  environment: {},
  link: null,
  parallelism: null,
  snapshots: 'none',
  snapshotClass: null,
  keepSucceeded: day,
  keepFailed: 7 * day
};
