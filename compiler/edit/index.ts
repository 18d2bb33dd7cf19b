/**
 * What an editor needs beside the compiler: what each cell is in the pipeline, and changes of tags as pure functions. Tags of
 * other tools keep their place and order; only what was edited is written anew.
 */
export type { CellRole } from './cell-role.js';
export type { TagEdit } from './tag-edit.js';
export type { StepWord } from './tag-text.js';
export { cellRoles } from './cell-roles.js';
export { editTags, stepWordIn } from './edit-tags.js';
export type { EditContext } from './edit-tags.js';
export { hasStep, renameStep } from './rename-step.js';
export type { TagChange } from './rename-step.js';
export { afterChoices } from './after-choices.js';
export type { AfterChoice } from './after-choices.js';
export { gpuCountProblem, gpuResources, gpuVendors, settingsOf, stepNameProblem, tagProblem } from './step-form.js';
export type { GpuVendor, StepForm, TagProblem } from './step-form.js';
