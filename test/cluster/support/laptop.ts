/** A workspace on this machine whose runs go to a namespace of the cluster, with the rights of an author and of deploy/workspace-role.yaml. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { load } from 'js-yaml';
import type { Plan } from '../../../compiler/ir/plan.js';
import {
  ArgoEngine,
  PythonEnvironments,
  targetDefaults,
  type ArgoTarget,
  type RunHandle
} from '../../../engine/index.js';
import { runtime, TestWorkspace, type FinishedRun } from '../../support/engine.js';
import { inNamespace, type Project } from './project.js';
import { settings } from './settings.js';
import type { Resource } from './user.js';

export class Laptop extends TestWorkspace {
  /** What the author was told, in order. */
  readonly notices: string[] = [];

  private constructor(
    readonly namespace: string,
    private readonly kubeconfig: KubeConfig
  ) {
    super();
  }

  static async open({ namespace, admin }: Project): Promise<Laptop> {
    const role = load(readFileSync('deploy/workspace-role.yaml', 'utf8')) as Resource;
    await admin.create(inNamespace(role, namespace));
    await admin.create(bindingOf(namespace));
    return new Laptop(namespace, await authorConfig(namespace));
  }

  /** An engine of its own each time. `server`: an address that stands in front of the API server. */
  cluster(target: Partial<ArgoTarget> = {}, server?: string): ArgoEngine {
    return new ArgoEngine({
      workspace: this.workspace,
      target: {
        ...targetDefaults,
        kubeconfig: this.kubeconfigFile(server),
        image: settings.image,
        size: '1Gi',
        storageClass: settings.storageClass,
        snapshotClass: settings.snapshotClass,
        serviceAccount: 'step',
        ...target
      },
      archive: resolve('collard/runtime.pyz'),
      courier: readFileSync('collard/courier.py', 'utf8'),
      environments: new PythonEnvironments(this.workspace, runtime),
      notify: message => this.notices.push(message)
    });
  }

  submitThere(plan: Plan, target: Partial<ArgoTarget> = {}): Promise<RunHandle> {
    return this.cluster(target).submit(plan, this.defaults());
  }

  async runThere(plan: Plan, target: Partial<ArgoTarget> = {}): Promise<FinishedRun> {
    return this.finish(await this.submitThere(plan, target));
  }

  /** Where the API server is. */
  get server(): string {
    return this.kubeconfig.getCurrentCluster()?.server ?? '';
  }

  /** The certificate by which it is known. */
  get authority(): string {
    const { caData, caFile } = this.kubeconfig.getCurrentCluster() ?? {};
    return caFile === undefined ? Buffer.from(caData ?? '', 'base64').toString() : readFileSync(caFile, 'utf8');
  }

  private kubeconfigFile(server = this.server): string {
    const authority = server.startsWith('http://')
      ? { 'insecure-skip-tls-verify': true }
      : { 'certificate-authority-data': Buffer.from(this.authority).toString('base64') };
    const content = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'cluster', cluster: { server, ...authority } }],
      users: [{ name: 'author', user: { token: this.kubeconfig.getCurrentUser()?.token } }],
      contexts: [{ name: 'author', context: { cluster: 'cluster', user: 'author', namespace: this.namespace } }],
      'current-context': 'author'
    };
    const file = join(this.folder, `kubeconfig-${this.files++}.json`);
    writeFileSync(file, JSON.stringify(content));
    return file;
  }

  override async remove(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    await super.remove();
  }

  /** Beside the workspace: a kubeconfig is no part of it. */
  private readonly folder = mkdtempSync(join(tmpdir(), 'collard-kubeconfig-'));
  private files = 0;
}

function bindingOf(namespace: string): Resource {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'author-workspace', namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'collard-workspace' },
    subjects: [{ kind: 'ServiceAccount', name: 'author', namespace }]
  };
}

async function authorConfig(namespace: string): Promise<KubeConfig> {
  const admin = new KubeConfig();
  admin.loadFromFile(settings.kubeconfig);
  const { status } = await admin.makeApiClient(CoreV1Api).createNamespacedServiceAccountToken({
    namespace,
    name: 'author',
    body: { spec: { audiences: [], expirationSeconds: 3600 } }
  });
  const cluster = admin.getCurrentCluster();
  const token = status?.token;
  if (cluster === null || token === undefined) {
    throw new Error(`No token for the author in ${namespace}`);
  }
  const config = new KubeConfig();
  config.loadFromClusterAndUser(cluster, { name: 'author', token });
  return config;
}
