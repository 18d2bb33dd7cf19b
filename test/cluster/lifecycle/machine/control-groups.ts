/** The kernel's control groups, below which the kubelet puts those of the pods. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { controlGroup } from '../places.js';

const root = '/sys/fs/cgroup';

/** In each hierarchy of version 1, or in the only one of version 2, whose children need to be given the controllers. */
export function addControlGroups(): void {
  for (const hierarchy of hierarchies()) {
    const controllers = join(hierarchy, 'cgroup.controllers');
    if (existsSync(controllers)) {
      const names = readFileSync(controllers, 'utf8').trim().split(' ').filter(Boolean);
      names.forEach(name => writeFileSync(join(hierarchy, 'cgroup.subtree_control'), `+${name}`));
    }
    mkdirSync(join(hierarchy, controlGroup));
  }
}

/** The innermost first. */
export function findControlGroups(): readonly string[] {
  const tops = hierarchies().map(hierarchy => join(hierarchy, controlGroup));
  return tops.filter(existsSync).flatMap(top => [...groupsBelow(top), top]);
}

function hierarchies(): readonly string[] {
  const places = [root, ...readdirSync(root).map(name => join(root, name))];
  return places.filter(
    place => existsSync(join(place, 'cgroup.procs')) && (place === root || !existsSync(join(root, 'cgroup.procs')))
  );
}

function groupsBelow(folder: string): readonly string[] {
  const inner = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory());
  return inner.map(entry => join(folder, entry.name)).flatMap(path => [...groupsBelow(path), path]);
}
