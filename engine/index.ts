/** Makes a plan run somewhere, and records what happened. */
export type { Engine, RunHandle, SubmitOptions } from './engine.js';
export { LocalEngine, type LocalEngineOptions } from './local/local-engine.js';
export { ArgoEngine, type ArgoEngineOptions } from './argo/argo-engine.js';
export { targetDefaults, type ArgoTarget, type Isolation } from './argo/target.js';
export type { StepExplanation } from './local/explain-steps.js';
export { describeReason, type MissReason } from './keys/miss.js';
export { findPython, type FindPythonOptions, type FoundPython } from './python/find-python.js';
export { PythonEnvironments, type PythonDescription, type PythonEnvironment } from './python/environment.js';
export { collectGarbage, type GarbageOptions, type GarbageReport } from './store/garbage.js';
export { readPins, removePin, setPin, type Pin } from './store/pins.js';
export { selectedSteps } from './local/submission.js';
export { readEvents, runChangedAt } from './store/event-file.js';
export { EventTail } from './store/event-tail.js';
export { executedNotebook, executedNotebookText } from './store/executed-notebook.js';
export { isOwned } from './store/ownership.js';
export { openIndex, type RunSummary, type StoreIndex } from './store/index-database.js';
export { hasObject, readObject } from './store/objects.js';
export { readPlan } from './store/plans.js';
export { storeProgram, type StoredProgram } from './store/program.js';
export { recordsByStep } from './store/reach.js';
export { readRecord, recordOrNull } from './store/records.js';
export { readRunHeader, readRunView, resolveRun, runIds } from './store/runs.js';
export { removeRun } from './store/remove-run.js';
export { isOver, readStoredRun, type RunState, type StoredRun } from './store/stored-run.js';
export {
  attemptFolder,
  findWorkspace,
  openWorkspace,
  recordedPath,
  workspaceAt,
  type Workspace
} from './store/workspace.js';
export { stepRunnerIn, restoreProgramIn, runnerArchiveIn } from './installation.js';
export { pasteCode, writeState } from './restore-code.js';
export { restorableKinds, restorableState, stateToRestore, type RestorableState, type StateKind } from './restore.js';
