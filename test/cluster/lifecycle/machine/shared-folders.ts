/** Traces in folders of the machine that the kubelet, containerd and the network plugins insist on. */
import { existsSync, readFileSync, readdirSync, readlinkSync, rmSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { state } from '../places.js';

const networkRecords = '/var/lib/cni/results';
const logLinks = '/var/log/containers';
const deviceSocket = '/var/lib/kubelet/device-plugins/kubelet.sock';

/** The innermost first. An empty one is made again by whoever wants it. */
const folders = [
  networkRecords,
  '/var/lib/cni',
  logLinks,
  '/var/lib/kubelet/device-plugins',
  '/var/lib/kubelet',
  '/run/containerd/s',
  '/run/containerd'
];

/**
 * Files that are ours: what network plugins remember of pods, links to the logs of containers, and the socket of a kubelet that has ended.
 */
export function tracesInSharedFolders(): readonly string[] {
  const links = names(logLinks).filter(name => readlinkSync(join(logLinks, name)).startsWith(`${state}/`));
  return [
    ...recordsOfPods().map(name => join(networkRecords, name)),
    ...links.map(name => join(logLinks, name)),
    ...(existsSync(deviceSocket) && !hasListener(deviceSocket) ? [deviceSocket] : [])
  ];
}

/** Of each pod one for our network, and one for the loopback link that names no network: they have the pod's id in common. */
function recordsOfPods(): readonly string[] {
  const records = names(networkRecords);
  const ids = records.flatMap(name => /^collard-pods-(\w+)-/.exec(name)?.slice(1) ?? []);
  return records.filter(name => ids.some(id => name.includes(id)));
}

function hasListener(socket: string): boolean {
  return readFileSync('/proc/net/unix', 'utf8')
    .split('\n')
    .some(line => line.endsWith(` ${socket}`));
}

export function cleanSharedFolders(): void {
  tracesInSharedFolders().forEach(file => rmSync(file));
  for (const folder of folders) {
    if (existsSync(folder) && readdirSync(folder).length === 0) {
      rmdirSync(folder);
    }
  }
}

function names(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
