/** The images that the pods of the cluster use, each made once for each state of what is in it. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../processes/commands.js';
import { digestOf } from '../programs/digest.js';
import { writeImage } from './image-archive.js';
import type { ImageConfig } from './image-archive.js';
import { cache, sockets, sources } from '../places.js';
import type { Programs } from '../programs/programs.js';
import { part } from '../processes/progress.js';
import { fillStepImage, stepImageContent } from './step-image.js';

/** What containerd holds the network of a pod with (config/containerd.toml names it), and a shell for small pods. */
export const busyboxImage = 'cluster.test/busybox:1';
export const argoexecImage = 'cluster.test/argoexec:1';
/** Python with the libraries of the examples. */
export const stepImage = 'cluster.test/step:1';

interface Recipe {
  readonly config: ImageConfig;
  /** Whatever decides what will be in the image. */
  readonly content: string;
  readonly fill: (root: string) => void | Promise<void>;
}

/** How images are made decides too what is in them. */
const recipeFolder = join(sources, 'lifecycle/images');

const path = '/usr/local/bin:/usr/bin:/bin';

function recipes(programs: Programs, stepContent: string): readonly Recipe[] {
  return [
    {
      config: {
        name: busyboxImage,
        environment: { PATH: path },
        command: ['/bin/busybox', 'sleep', String(2 ** 31 - 1)]
      },
      content: 'busybox',
      fill: addBusybox
    },
    {
      config: { name: argoexecImage, environment: { PATH: path } },
      content: programs.digest,
      fill: root => {
        addBusybox(root);
        copyFileSync(join(programs.folder, 'argoexec'), join(root, 'bin/argoexec'));
      }
    },
    {
      config: {
        name: stepImage,
        environment: { PATH: path, HOME: '/home/jovyan', LANG: 'C.UTF-8' },
        command: ['python'],
        user: '1000',
        workingFolder: '/home/jovyan'
      },
      content: stepContent,
      fill: async root => {
        addBusybox(root);
        await fillStepImage(root, stepContent);
      }
    }
  ];
}

/** Archives of all images; those that exist are not made again. */
export async function makeImages(programs: Programs): Promise<readonly string[]> {
  const folder = join(cache, 'images');
  mkdirSync(folder, { recursive: true });
  const archives: string[] = [];
  for (const recipe of recipes(programs, await stepImageContent())) {
    const short = /\/(.+):/.exec(recipe.config.name)?.[1] ?? '';
    const archive = join(
      folder,
      `${short}-${digestOf([recipeFolder], JSON.stringify(recipe.config), recipe.content)}.tar`
    );
    if (!existsSync(archive)) {
      await part(`image ${recipe.config.name} made`, () => make(recipe, archive));
      removeEarlier(folder, short, archive);
    }
    archives.push(archive);
  }
  return archives;
}

async function make({ config, fill }: Recipe, archive: string): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'collard-image-'));
  try {
    chmodSync(root, 0o755);
    await fill(root);
    await writeImage(config, root, archive);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function removeEarlier(folder: string, short: string, current: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(`${short}-`) && join(folder, name) !== current) {
      rmSync(join(folder, name), { recursive: true });
    }
  }
}

export async function importImage(archive: string): Promise<void> {
  await run('ctr', ['--address', sockets.containerd, '--namespace', 'k8s.io', 'images', 'import', archive]);
}

const shellCommands = [
  ...[
    'cat',
    'chmod',
    'cp',
    'date',
    'dd',
    'df',
    'du',
    'echo',
    'env',
    'false',
    'find',
    'grep',
    'head',
    'id',
    'ls',
    'md5sum',
    'mkdir'
  ],
  ...['mv', 'ps', 'rm', 'sed', 'sh', 'sleep', 'stat', 'sync', 'tail', 'test', 'touch', 'true', 'wc']
];

/** A shell with the usual small commands, users, and a folder for temporary files. */
function addBusybox(root: string): void {
  for (const folder of ['bin', 'etc', 'tmp', 'root', 'proc', 'sys', 'dev', 'run', 'var']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  chmodSync(join(root, 'tmp'), 0o1777);
  copyFileSync('/bin/busybox', join(root, 'bin/busybox'));
  for (const command of shellCommands) {
    symlinkSync('busybox', join(root, 'bin', command));
  }
  writeFileSync(
    join(root, 'etc/passwd'),
    'root:x:0:0:root:/root:/bin/sh\njovyan:x:1000:100:jovyan:/home/jovyan:/bin/sh\n'
  );
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\nusers:x:100:\n');
}
