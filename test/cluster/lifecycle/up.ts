/** Brings a cluster up on a clean machine: containers, Kubernetes, storage with snapshots, Argo Workflows, and a namespace to try things in. */
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { kubernetes, storage, workflowController } from './kubernetes/components.js';
import { addControlGroups } from './machine/control-groups.js';
import { certificate, writeCredentials, writeKubeconfig } from './kubernetes/credentials.js';
import { start } from './processes/daemons.js';
import type { Daemon, Started } from './processes/daemons.js';
import { waitFor } from './processes/deadline.js';
import { importImage } from './images/images.js';
import { rememberKernelSettings } from './machine/kernel-settings.js';
import { kubectlOf } from './kubernetes/kubectl.js';
import type { Kubectl } from './kubernetes/kubectl.js';
import { addHostLink } from './machine/links.js';
import { kubeconfigs, nodeName, playground, sockets, sources, state } from './places.js';
import type { Programs } from './programs/programs.js';
import { part } from './processes/progress.js';

/** The daemons, all of which run until the cluster is removed. */
export async function bringUp(programs: Programs, images: readonly string[]): Promise<readonly Started[]> {
  const kubectl = kubectlOf(programs);
  const running: Started[] = [];
  const launch = (...daemons: readonly Daemon[]): void => void running.push(...daemons.map(start));

  await part('machine prepared', () => prepareMachine(programs));
  await part('API server ready', () => startControlPlane(programs, kubectl, launch, running));
  await Promise.all([
    part('images imported', () => importImages(images, running)),
    part('node ready', () => nodeIsReady(kubectl, running)),
    part('kinds of Argo and of snapshots defined', () => defineKinds(kubectl))
  ]);
  await part('storage and Argo started', () => startServices(programs, kubectl, launch, running));
  await part(`namespace "${playground}" made`, () => preparePlayground(kubectl));
  return running;
}

type Launch = (...daemons: readonly Daemon[]) => void;

async function prepareMachine(programs: Programs): Promise<void> {
  mkdirSync(state);
  rememberKernelSettings();
  cpSync(join(sources, 'config'), join(state, 'config'), { recursive: true });
  cpSync(join(sources, 'manifests'), manifests, { recursive: true });
  cpSync(programs.manifests, manifests, { recursive: true });
  cpSync('deploy', join(manifests, 'playground'), { recursive: true });
  writeCredentials();
  addControlGroups();
  await addHostLink();
}

const manifests = join(state, 'manifests');

async function startControlPlane(
  programs: Programs,
  kubectl: Kubectl,
  launch: Launch,
  running: readonly Started[]
): Promise<void> {
  const { containerd, etcd, apiServer, controllerManager, scheduler, kubelet } = kubernetes(programs.folder);
  launch(containerd, etcd, apiServer);
  await waitFor({
    what: "the API server's certificate",
    seconds: 60,
    needs: running,
    check: () => existsSync(certificate)
  });
  await waitFor({
    what: 'the API server',
    seconds: 120,
    needs: running,
    check: async () => (await kubectl('get', '--raw', '/readyz')) === 'ok'
  });
  launch(controllerManager, scheduler, kubelet);
}

async function importImages(images: readonly string[], running: readonly Started[]): Promise<void> {
  await waitFor({ what: 'containerd', seconds: 30, needs: running, check: () => existsSync(sockets.containerd) });
  for (const image of images) {
    await importImage(image);
  }
}

async function nodeIsReady(kubectl: Kubectl, running: readonly Started[]): Promise<void> {
  await waitFor({
    what: 'the node',
    seconds: 120,
    needs: running,
    check: async () => (await kubectl('wait', '--for=condition=Ready', `node/${nodeName}`, '--timeout=2s')) !== ''
  });
}

/** `create`, because Argo's definitions are too large for what `apply` writes into an annotation. */
async function defineKinds(kubectl: Kubectl): Promise<void> {
  await kubectl('create', '--validate=false', '--filename', join(manifests, 'definitions'));
  await kubectl('wait', '--for=condition=Established', 'customresourcedefinition', '--all', '--timeout=180s');
}

async function startServices(
  programs: Programs,
  kubectl: Kubectl,
  launch: Launch,
  running: readonly Started[]
): Promise<void> {
  const { driver, snapshotController, snapshotter, provisioner } = storage(programs.folder);
  launch(driver);
  await kubectl('apply', '--kustomize', join(manifests, 'argo'));
  await kubectl('apply', '--filename', join(manifests, 'storage.yaml'));
  await waitFor({ what: 'the CSI driver', seconds: 30, needs: running, check: () => existsSync(sockets.storage) });
  launch(snapshotController, snapshotter, provisioner, workflowController(programs.folder));
  await waitFor({
    what: 'the kubelet to know the CSI driver',
    seconds: 60,
    needs: running,
    check: async () => (await kubectl('get', 'csinode', nodeName, '--output=jsonpath={.spec.drivers[*].name}')) !== ''
  });
}

async function preparePlayground(kubectl: Kubectl): Promise<void> {
  await kubectl('apply', '--kustomize', join(manifests, 'playground'));
  await kubectl('wait', '--for=create', 'serviceaccount/default', '--namespace', playground, '--timeout=30s');
  const token = await kubectl('create', 'token', 'author', '--namespace', playground, '--duration', '24h');
  writeKubeconfig(kubeconfigs.author, token.trim(), playground);
}
