/** Whether this machine can carry the cluster, and the Debian packages that it takes. */
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../processes/commands.js';
import { part } from '../processes/progress.js';

/** Command → the Debian package that brings it. */
const commands: Readonly<Record<string, string>> = {
  containerd: 'containerd',
  runc: 'runc',
  '/usr/lib/cni/bridge': 'containernetworking-plugins',
  iptables: 'iptables',
  conntrack: 'conntrack',
  busybox: 'busybox-static',
  ip: 'iproute2',
  ldd: 'libc-bin',
  tar: 'tar'
};

/** Why there can be no cluster here, as a phrase after "because"; null where there can. */
export function obstacle(): string | null {
  if (process.platform !== 'linux') {
    return 'it needs Linux';
  }
  if (process.getuid?.() !== 0) {
    return 'it needs root, for mounts, network links and control groups';
  }
  if (!/\boverlay$/m.test(readFileSync('/proc/filesystems', 'utf8'))) {
    return 'this kernel has no overlay file system';
  }
  if (!has('go')) {
    return 'Go is not installed, which builds its programs';
  }
  const missing = missingPackages();
  if (missing.length > 0 && !has('apt-get')) {
    return `these are not installed: ${missing.join(', ')}`;
  }
  return null;
}

/** Installs what is missing, on Debian and its like. */
export async function installPackages(): Promise<void> {
  const missing = missingPackages();
  if (missing.length > 0) {
    await part(`Debian packages installed: ${missing.join(' ')}`, async () => {
      const environment = { DEBIAN_FRONTEND: 'noninteractive' };
      await run('apt-get', ['update', '--quiet'], { environment });
      const words = ['install', '--yes', '--quiet', '--no-install-recommends', ...missing];
      await run('apt-get', words, { environment });
    });
  }
}

function missingPackages(): readonly string[] {
  return Object.entries(commands).flatMap(([command, debianPackage]) => (has(command) ? [] : [debianPackage]));
}

function has(command: string): boolean {
  const folders = command.startsWith('/') ? [''] : (process.env['PATH'] ?? '').split(delimiter);
  return folders.some(folder => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
