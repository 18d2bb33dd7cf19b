// Packs collard/runtime into one .pyz whose bytes depend on the sources alone.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const pack = `
import sys, zipfile
from pathlib import Path
source, target = Path(sys.argv[1]), Path(sys.argv[2])
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
    for path in sorted(source.rglob("*.py")):
        info = zipfile.ZipInfo(path.relative_to(source).as_posix(), date_time=(1980, 1, 1, 0, 0, 0))
        info.external_attr = 0o644 << 16
        archive.writestr(info, path.read_bytes(), zipfile.ZIP_DEFLATED)
`;

export function buildRuntime() {
  if (!existsSync('collard/runtime/__main__.py')) {
    return;
  }
  const python = process.platform === 'win32' ? '.venv/Scripts/python.exe' : '.venv/bin/python';
  const { status, stderr } = spawnSync(python, ['-c', pack, 'collard/runtime', 'collard/runtime.pyz'], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`packing the runtime failed:\n${stderr}`);
  }
}
