/** The Pythons of a workspace: what is known of them, and those that stand ready for steps. */
import type { Workspace } from '../store/workspace.js';
import { PythonEnvironments } from './environment.js';
import { Launchers } from './launchers.js';

export class Interpreters {
  readonly environments: PythonEnvironments;
  readonly launchers: Launchers;

  /** @param runtime the step runner: `collard/runtime`, or the `.pyz` made from it */
  constructor(workspace: Workspace, runtime: string) {
    this.environments = new PythonEnvironments(workspace, runtime);
    this.launchers = new Launchers(runtime);
  }

  /**
   * Lets Python start for a run that is likely to follow, while its plan is still being made. Does nothing about a Python that was
   * never described here.
   * @param environment of the steps; must not hold a secret of the plan to come
   */
  expect(executable: string, environment: Readonly<Record<string, string>>): void {
    const python = this.environments.recall(executable);
    if (python !== null) {
      this.launchers.expect({ python, environment });
    }
  }

  /** Takes no more steps; running ones end by themselves. */
  close(): void {
    this.launchers.close();
  }
}
