/**
 * The programs of the cluster, built from Go modules: once for each state of the sources, into a folder named by their digest. Beside them
 * lie the manifests that come with those modules.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { copyArgo } from './argo-source.js';
import { run } from '../processes/commands.js';
import { digestOf } from './digest.js';
import { cache, sources } from '../places.js';
import { part } from '../processes/progress.js';

export interface Programs {
  /** Of the sources. */
  readonly digest: string;
  readonly folder: string;
  readonly manifests: string;
}

const argo = 'github.com/argoproj/argo-workflows/v4';
const snapshotter = 'github.com/kubernetes-csi/external-snapshotter';
const provisioner = 'github.com/kubernetes-csi/external-provisioner';

const packages = [
  './kube',
  './csi-folder',
  `${snapshotter}/v8/cmd/snapshot-controller`,
  `${snapshotter}/v8/cmd/csi-snapshotter`,
  `${provisioner}/v6/cmd/csi-provisioner`,
  `${argo}/cmd/workflow-controller`,
  `${argo}/cmd/argoexec`
];

/** The names under which `kube` is called. */
const aliases = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet', 'kubectl'];

/** A larger heap before Go's compiler collects garbage, and no debugging information: a quarter less work. */
const environment = { CGO_ENABLED: '0', GOGC: '400', GOFLAGS: '-buildvcs=false' };
const compilerFlags = ['-trimpath', '-gcflags=all=-dwarf=false'];

/** Returns at once where they have been built before. */
export async function buildPrograms(): Promise<Programs> {
  const digest = digestOf([join(sources, 'programs'), join(sources, 'argo-patch')], ...packages, ...compilerFlags);
  const home = join(cache, `programs-${digest}`);
  if (!existsSync(home)) {
    console.log(
      'The programs of the cluster are built now, about 10 minutes on two idle cores; the next time they are there.'
    );
    const unfinished = `${home}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    await build(unfinished);
    renameSync(unfinished, home);
    removeOthers(`programs-${digest}`);
  }
  return { digest, folder: join(home, 'bin'), manifests: join(home, 'manifests') };
}

async function build(home: string): Promise<void> {
  const modules = await part('Go modules downloaded', downloadModules);
  const workspace = join(home, 'build');
  await copyArgo(modules.argo.Dir, join(workspace, 'argo'));
  const modfile = join(workspace, 'go.mod');
  cpSync(join(sources, 'programs', 'go.mod'), modfile);
  cpSync(join(sources, 'programs', 'go.sum'), join(workspace, 'go.sum'));
  await go('mod', 'edit', `-replace=${argo}=${join(workspace, 'argo')}`, modfile);
  const output = `${join(home, 'bin')}/`;
  await part('programs built', () =>
    go('build', `-modfile=${modfile}`, ...compilerFlags, `-ldflags=${linkerFlags(modules)}`, '-o', output, ...packages)
  );
  for (const alias of aliases) {
    symlinkSync('kube', join(home, 'bin', alias));
  }
  copyManifests(modules, join(home, 'manifests'));
  rmSync(workspace, { recursive: true });
}

/** What `go mod download -json` says of a module. */
interface Module {
  readonly Path: string;
  readonly Version: string;
  readonly Dir: string;
}

type Modules = Readonly<Record<'argo' | 'snapshots' | 'kubernetes', Module>>;

async function downloadModules(): Promise<Modules> {
  await go('mod', 'download');
  const find = async (path: string): Promise<Module> =>
    JSON.parse(await go('mod', 'download', '-json', path)) as Module;
  return {
    argo: await find(argo),
    snapshots: await find(`${snapshotter}/client/v8`),
    kubernetes: await find('k8s.io/kubernetes')
  };
}

/** Servers and clients tell each other their versions, and refuse what is not one. */
function linkerFlags({ argo, kubernetes }: Modules): string {
  const [major = '', minor = ''] = kubernetes.Version.replace('v', '').split('.');
  const values = { gitVersion: kubernetes.Version, gitMajor: major, gitMinor: minor, gitTreeState: 'clean' };
  const variables = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap(place =>
    Object.entries(values).map(([name, value]) => `${place}.${name}=${value}`)
  );
  return ['-s', '-w', ...[...variables, `${argo.Path}.version=${argo.Version}`].flatMap(value => ['-X', value])].join(
    ' '
  );
}

function copyManifests({ argo, snapshots }: Modules, to: string): void {
  const wanted: readonly (readonly [folder: string, files: RegExp, to: string])[] = [
    [join(snapshots.Dir, 'config/crd'), /^snapshot\.storage/, 'definitions'],
    [join(argo.Dir, 'manifests/base/crds/full'), /^argoproj/, 'definitions'],
    [join(argo.Dir, 'manifests/base/workflow-controller'), /-(configmap|sa)\.yaml$/, 'argo'],
    [join(argo.Dir, 'manifests/cluster-install-no-crds/workflow-controller-rbac'), /^workflow/, 'argo']
  ];
  for (const [folder, files, target] of wanted) {
    for (const file of readdirSync(folder).filter(name => files.test(name))) {
      cpSync(join(folder, file), join(to, target, file));
    }
  }
}

/** Builds leave the processor to whoever else needs it. */
function go(...words: string[]): Promise<string> {
  return run('nice', ['-n', '19', 'go', ...words], { folder: join(sources, 'programs'), environment });
}

/** Programs of earlier sources take half a gigabyte each. */
function removeOthers(current: string): void {
  for (const name of readdirSync(cache).filter(name => name.startsWith('programs-') && name !== current)) {
    rmSync(join(cache, name), { recursive: true });
  }
}
