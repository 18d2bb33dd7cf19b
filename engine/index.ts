/** Makes a plan run somewhere, and records what happened. */
export type { Engine, RunHandle, SubmitOptions } from './engine.js';
export { LocalEngine, type LocalEngineOptions } from './local/local-engine.js';
export type { StepExplanation } from './local/explain-steps.js';
export { describeReason, type MissReason } from './keys/miss.js';
export { findPython, type FindPythonOptions, type FoundPython } from './python/find-python.js';
export { PythonEnvironments, type PythonDescription, type PythonEnvironment } from './python/environment.js';
export { collectGarbage, type GarbageOptions, type GarbageReport } from './store/garbage.js';
export { readPins, removePin, setPin, type Pin } from './store/pins.js';
export { selectedSteps } from './local/submission.js';
export { readEvents } from './store/event-file.js';
export { isOwned } from './store/ownership.js';
export { openIndex, type RunSummary, type StoreIndex } from './store/index-database.js';
export { hasObject, readObject } from './store/objects.js';
export { readPlan } from './store/plans.js';
export { readRecord } from './store/records.js';
export { readRunHeader, readRunView, resolveRun, runIds } from './store/runs.js';
export { attemptFolder, findWorkspace, openWorkspace, workspaceAt, type Workspace } from './store/workspace.js';
export { restorableState, type RestorableState, type StateKind } from './restore.js';
