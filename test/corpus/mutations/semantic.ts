/** Edits that change what a step computes or what it reads. The steps named must run again; none may give an old answer. */
import type { Mutation } from './edit.js';
import { calledCode } from './semantic/called-code.js';
import { dataFiles } from './semantic/data-files.js';
import { ownCode } from './semantic/own-code.js';
import { parameters, surroundings } from './semantic/surroundings.js';

/** By the name of the base notebook. */
export const semanticMutations: Readonly<Record<string, readonly Mutation[]>> = {
  workshop: [...ownCode, ...calledCode, ...parameters, ...surroundings],
  orchard: dataFiles
};
