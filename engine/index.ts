/** Makes a plan run somewhere, and records what happened. */
export type { Engine, RunHandle, SubmitOptions } from './engine.js';
