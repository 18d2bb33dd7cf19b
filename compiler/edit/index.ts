/**
 * What an editor needs beside the compiler: what each cell is in the pipeline, and changes of tags as pure functions. Tags of
 * other tools keep their place and order; only what was edited is written anew.
 */
export type { CellRole } from './cell-role.js';
export type { TagEdit } from './tag-edit.js';
