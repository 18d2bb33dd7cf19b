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
    await admin.create(bindingOf(namespace, 'author', 'collard-workspace'));
    return new Laptop(namespace, await accountConfig(namespace, 'author'));
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

  /** An engine of somebody who has all rights of the roles but one. */
  async without(
    { group, resource, verb }: { group: string; resource: string; verb: string },
    to: Project
  ): Promise<ArgoEngine> {
    const name = `author-${this.files++}`;
    const rules = ['deploy/author-role.yaml', 'deploy/workspace-role.yaml']
      .flatMap(file => (load(readFileSync(file, 'utf8')) as { rules: readonly Rule[] }).rules)
      .flatMap(rule => rule.resources.map(one => ({ ...rule, resources: [one] })))
      .map(rule =>
        rule.apiGroups.includes(group) && rule.resources.includes(resource)
          ? { ...rule, verbs: rule.verbs.filter(one => one !== verb) }
          : rule
      );
    const metadata = { name, namespace: this.namespace };
    await to.admin.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
    await to.admin.create({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules });
    await to.admin.create(bindingOf(this.namespace, name, name));
    const config = await accountConfig(this.namespace, name);
    return this.cluster({ kubeconfig: this.kubeconfigFile(this.server, config) });
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

  private kubeconfigFile(server = this.server, config = this.kubeconfig): string {
    const authority = server.startsWith('http://')
      ? { 'insecure-skip-tls-verify': true }
      : { 'certificate-authority-data': Buffer.from(this.authority).toString('base64') };
    const content = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'cluster', cluster: { server, ...authority } }],
      users: [{ name: 'author', user: { token: config.getCurrentUser()?.token } }],
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

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

function bindingOf(namespace: string, account: string, role: string): Resource {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: `${account}-${role}`, namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role },
    subjects: [{ kind: 'ServiceAccount', name: account, namespace }]
  };
}

async function accountConfig(namespace: string, name: string): Promise<KubeConfig> {
  const admin = new KubeConfig();
  admin.loadFromFile(settings.kubeconfig);
  const { status } = await admin.makeApiClient(CoreV1Api).createNamespacedServiceAccountToken({
    namespace,
    name,
    body: { spec: { audiences: [], expirationSeconds: 3600 } }
  });
  const cluster = admin.getCurrentCluster();
  const token = status?.token;
  if (cluster === null || token === undefined) {
    throw new Error(`No token for ${name} in ${namespace}`);
  }
  const config = new KubeConfig();
  config.loadFromClusterAndUser(cluster, { name, token });
  return config;
}
