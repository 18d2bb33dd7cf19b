/** The volume of a run: where it comes from, and where pods find it. */
import type { NativeParameter, Volume, VolumeClaimTemplate, VolumeMount } from './model.js';
import type { ArgoOptions, WorkspaceSource } from './options.js';

/** Name of the volume; the claim of a run is called `<workflow>-workspace`. */
const volumeName = 'workspace';
/** Native parameters; no Python name has a dash, so they are no parameter of a pipeline. */
export const snapshotParameter = 'workspace-snapshot';
export const claimParameter = 'workspace-claim';
/** The store of a run whose files come from the image. */
const separateStore = '/collard/store';

export interface WorkspaceVolume {
  readonly volumeClaimTemplates?: readonly VolumeClaimTemplate[];
  readonly volumes?: readonly Volume[];
  /** Argo removes the volume that it made when the run has succeeded; after a failure it stays as long as the Workflow. */
  readonly volumeClaimGC?: { readonly strategy: 'OnWorkflowSuccess' };
}

export function workspaceVolume({ workspace }: ArgoOptions): WorkspaceVolume {
  switch (workspace.kind) {
    case 'snapshot': {
      const name = `{{workflow.parameters.${snapshotParameter}}}`;
      return madeForTheRun(workspace, {
        dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name }
      });
    }
    case 'image':
      return madeForTheRun(workspace, {});
    case 'claim': {
      const claimName = `{{workflow.parameters.${claimParameter}}}`;
      return { volumes: [{ name: volumeName, persistentVolumeClaim: { claimName } }] };
    }
  }
}

function madeForTheRun(
  { accessMode, storageClass, size }: Exclude<WorkspaceSource, { kind: 'claim' }>,
  source: Pick<VolumeClaimTemplate['spec'], 'dataSource'>
): WorkspaceVolume {
  const spec = {
    accessModes: [accessMode],
    ...(storageClass === null ? {} : { storageClassName: storageClass }),
    resources: { requests: { storage: size } },
    ...source
  };
  return {
    volumeClaimTemplates: [{ metadata: { name: volumeName }, spec }],
    volumeClaimGC: { strategy: 'OnWorkflowSuccess' }
  };
}

/** Which snapshot or claim a run works on. */
export function workspaceParameters({ workspace }: ArgoOptions): readonly NativeParameter[] {
  switch (workspace.kind) {
    case 'snapshot':
      return [parameter(snapshotParameter, workspace.name, 'VolumeSnapshot of the workspace that the run starts from')];
    case 'claim':
      return [
        parameter(claimParameter, workspace.name, 'PersistentVolumeClaim with the workspace, which the run works on')
      ];
    case 'image':
      return [];
  }
}

function parameter(name: string, value: string | null, description: string): NativeParameter {
  return { name, ...(value === null ? {} : { value }), description };
}

/** Name of the claim that a run works on, as Argo fills it in. */
export function claimOfRun({ workspace }: ArgoOptions): string {
  return workspace.kind === 'claim' ? `{{workflow.parameters.${claimParameter}}}` : `{{workflow.name}}-${volumeName}`;
}

export function workspaceMount({ workspace, mountPath }: ArgoOptions): VolumeMount {
  return { name: volumeName, mountPath: workspace.kind === 'image' ? separateStore : mountPath };
}

/** Folder of the store in the pods. */
export function storeFolder({ workspace, mountPath }: ArgoOptions): string {
  return workspace.kind === 'image' ? separateStore : `${mountPath.replace(/\/$/, '')}/.collard`;
}
