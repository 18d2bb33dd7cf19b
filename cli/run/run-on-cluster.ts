/** A notebook from its text to the end of its run on a cluster. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ArgoEngine, findPython, PythonEnvironments, targetDefaults } from '../../engine/index.js';
import type { ArgoTarget, Workspace } from '../../engine/index.js';
import { OperationalError } from '../../protocol/operational-error.js';
import { UsageError } from '../command-line/usage-error.js';
import type { RunInvocation } from '../commands/run.js';
import type { ExitCode } from '../exit-codes.js';
import type { NotebookFile } from '../notebook-file.js';
import { kernelName } from '../notebook-source.js';
import type { NotebookSource } from '../notebook-source.js';
import { courierProgram, runnerArchive, runtimePath } from '../package-files.js';
import type { ClusterWords } from './cluster-options.js';
import { runNotebook } from './run-notebook.js';

export function runOnCluster(
  invocation: RunInvocation,
  source: NotebookSource,
  workspace: Workspace
): Promise<ExitCode> {
  const { options: asked, terminal } = invocation;
  return runNotebook(
    invocation,
    source,
    workspace,
    notebook =>
      new ArgoEngine({
        workspace,
        target: targetOf(asked),
        archive: runnerArchive(),
        courier: readFileSync(courierProgram(), 'utf8'),
        environments: hasPython(invocation, notebook) ? new PythonEnvironments(workspace, runtimePath()) : null,
        notify: message => terminal.complain(message)
      })
  );
}

function targetOf(words: ClusterWords): ArgoTarget {
  if (words.image === null) {
    throw new UsageError('A run on a cluster needs an image.', 'Name one with --image: Python with your libraries.');
  }
  return {
    ...targetDefaults,
    kubeconfig: words.kubeconfig === null ? null : resolve(words.kubeconfig),
    context: words.context,
    namespace: words.namespace,
    image: words.image,
    claim: words.claim,
    size: words.size ?? targetDefaults.size,
    storageClass: words['storage-class'],
    snapshotClass: words['snapshot-class'],
    isolation: words.isolation ?? targetDefaults.isolation,
    serviceAccount: words['service-account']
  };
}

/** Where there is none, no result of this machine can be used, and that is all. */
function hasPython({ options: asked, environment }: RunInvocation, notebook: NotebookFile): boolean {
  try {
    findPython({ asked: asked.python, kernel: kernelName(notebook), environment });
    return true;
  } catch (error) {
    if (error instanceof OperationalError) {
      return false;
    }
    throw error;
  }
}
