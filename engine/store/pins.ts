/** Pins: runs that garbage collection must keep, with a word on why. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { writeAtomically } from './atomic-file.js';
import { jsonIn, namesIn } from './tolerant-read.js';
import { runFolder, type Workspace } from './workspace.js';

const pinSchema = z.strictObject({ run: z.string(), reason: z.string(), created: z.string() });
export type Pin = Readonly<z.infer<typeof pinSchema>>;

export function setPin(workspace: Workspace, run: string, reason: string): void {
  const pin: Pin = { run, reason, created: new Date().toISOString() };
  writeAtomically(workspace, pinPath(workspace, run), JSON.stringify(pin));
}

export function removePin(workspace: Workspace, run: string): void {
  rmSync(pinPath(workspace, run), { force: true });
}

export function readPins(workspace: Workspace): readonly Pin[] {
  const folder = join(workspace.store, 'pins');
  return namesIn(folder)
    .map(name => pinSchema.safeParse(jsonIn(join(folder, name))).data)
    .filter(pin => pin !== undefined);
}

function pinPath(workspace: Workspace, run: string): string {
  runFolder(workspace, run); // refuses a name that leads elsewhere
  return join(workspace.store, 'pins', `${run}.json`);
}
