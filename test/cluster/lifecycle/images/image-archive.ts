/** Container images without a registry: a folder becomes an OCI archive of one layer. */
import { createHash } from 'node:crypto';
import { createReadStream, linkSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from '../processes/commands.js';

export interface ImageConfig {
  /** Has a domain with a dot; else it would be looked up in a default registry. */
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly user?: string;
  readonly workingFolder?: string;
}

interface Blob {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** All files belong to root in the image, and carry no times: equal folders give equal images. */
export async function writeImage(config: ImageConfig, root: string, archive: string): Promise<void> {
  const layout = `${archive}.layout`;
  const blobs = join(layout, 'blobs/sha256');
  rmSync(layout, { recursive: true, force: true });
  mkdirSync(blobs, { recursive: true });
  await tar(root, join(layout, 'layer'));
  const layer = await addFile(blobs, join(layout, 'layer'), 'application/vnd.oci.image.layer.v1.tar');
  const described = addJson(blobs, 'application/vnd.oci.image.config.v1+json', imageConfig(config, layer));
  const manifest = addJson(blobs, 'application/vnd.oci.image.manifest.v1+json', {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: described,
    layers: [layer]
  });
  const annotations = { 'io.containerd.image.name': config.name, 'org.opencontainers.image.ref.name': config.name };
  writeJson(join(layout, 'index.json'), { schemaVersion: 2, manifests: [{ ...manifest, platform, annotations }] });
  writeJson(join(layout, 'oci-layout'), { imageLayoutVersion: '1.0.0' });
  rmSync(join(layout, 'layer'));
  await tar(layout, `${archive}.unfinished`);
  rmSync(layout, { recursive: true });
  renameSync(`${archive}.unfinished`, archive);
}

const platform = { os: 'linux', architecture: { x64: 'amd64' }[process.arch as string] ?? process.arch };

function imageConfig({ environment, command, user = '', workingFolder = '/' }: ImageConfig, layer: Blob): object {
  return {
    ...platform,
    config: {
      Env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
      Cmd: command,
      User: user,
      WorkingDir: workingFolder
    },
    rootfs: { type: 'layers', diff_ids: [layer.digest] }
  };
}

async function tar(folder: string, file: string): Promise<void> {
  const reproducible = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--format=gnu'];
  await run('tar', ['--create', `--file=${file}`, ...reproducible, `--directory=${folder}`, '.']);
}

async function addFile(blobs: string, file: string, mediaType: string): Promise<Blob> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const digest = hash.digest('hex');
  linkSync(file, join(blobs, digest));
  return { mediaType, digest: `sha256:${digest}`, size: statSync(file).size };
}

function addJson(blobs: string, mediaType: string, content: object): Blob {
  const text = JSON.stringify(content);
  const digest = createHash('sha256').update(text).digest('hex');
  writeFileSync(join(blobs, digest), text);
  return { mediaType, digest: `sha256:${digest}`, size: Buffer.byteLength(text) };
}

function writeJson(file: string, content: object): void {
  writeFileSync(file, JSON.stringify(content));
}
