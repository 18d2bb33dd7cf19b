/**
 * The part of the engine that is of use before there is a plan: where the workspace is, and a Python that starts meanwhile. An entry
 * of its own, because the rest takes 20 ms to load.
 */
export { courierProgramIn, restoreProgramIn, runnerArchiveIn, stepRunnerIn } from './installation.js';
export { findPython, type FindPythonOptions } from './python/find-python.js';
export { Interpreters } from './python/interpreters.js';
export { findWorkspace, workspaceAt, type Workspace } from './store/workspace.js';
