// The licenses of every package that went into a bundle, as one text that travels with it.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** @param {object} metafile of esbuild */
export function thirdPartyNotices(metafile) {
  const packages = new Set(
    Object.keys(metafile.inputs).flatMap(path => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [])
  );
  return [readFileSync('compiler/generated/LICENSE.pyright.txt', 'utf8'), ...[...packages].sort().map(notice)].join('\n\n');
}

function notice(name) {
  const folder = join('node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
  const text = file !== undefined && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : '';
  return `${name} ${version} (${license})\n${text}`;
}
