/** Keeps in the browser for which notebooks the user switched the pipeline on or off. */
import type { IStateDB } from '@jupyterlab/statedb';
import type { SwitchMemory } from './enabling.js';

/** @param state null where the application keeps none: nothing is remembered then. */
export function switchMemory(state: IStateDB | null): SwitchMemory {
  return {
    async read(path) {
      const value = await state?.fetch(key(path));
      return typeof value === 'boolean' ? value : null;
    },
    async write(path, on) {
      await state?.save(key(path), on);
    }
  };
}

function key(path: string): string {
  return `collard:enabled:${path}`;
}
