/** Immutable bytes by digest. The engine reads them; the runtime writes them. */
import { readFileSync, statSync } from 'node:fs';
import type { ObjectReference } from '../../protocol/artifact.js';
import { OperationalError } from '../../protocol/operational-error.js';
import { sha256 } from './digest.js';
import { objectPath, type Workspace } from './workspace.js';

/** Whether the object is there with the right size; a wrong size means damaged, which counts as missing. */
export function hasObject(workspace: Workspace, { digest, bytes }: ObjectReference): boolean {
  return statSync(objectPath(workspace, digest), { throwIfNoEntry: false })?.size === bytes;
}

/** The whole object, its digest checked. */
export function readObject(workspace: Workspace, { digest }: ObjectReference): Buffer {
  const content = readIfThere(objectPath(workspace, digest));
  if (content === null) {
    throw new OperationalError('object-missing', `Object ${digest.slice(0, 12)} is not in the store`, {
      hint: 'Run the step again; a missing object never counts as a result.'
    });
  }
  if (sha256(content) !== digest) {
    throw new OperationalError('object-damaged', `Object ${digest.slice(0, 12)} has been changed on disk`, {
      hint: 'Delete the object and run the step again.'
    });
  }
  return content;
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
