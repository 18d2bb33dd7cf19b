/** `collard compile`: writes a notebook's pipeline as a document for another system. */
import { writeFileSync } from 'node:fs';
import { emitArgo } from '../../compiler/4-emit/argo/index.js';
import type { ArgoEmission } from '../../compiler/4-emit/argo/index.js';
import { argoOptions, argoOptionTable } from '../compile/argo-options.js';
import { emitProblemLines } from '../compile/emit-problem-text.js';
import { problemsAsJson, refuseWithoutPlan } from '../check/refusal.js';
import { defineCommand } from '../command-line/command.js';
import type { Invocation } from '../command-line/command.js';
import { UsageError } from '../command-line/usage-error.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { openNotebook } from '../notebook-file.js';
import type { NotebookFile } from '../notebook-file.js';
import { chooseWorkspace, workspaceOption } from '../workspace.js';

const options = {
  target: { kind: 'choice', short: 't', choices: ['argo'], help: 'the system; argo unless said otherwise' },
  output: { kind: 'text', short: 'o', value: 'FILE', help: 'write there instead of printing' },
  param: { kind: 'list', short: 'p', value: 'NAME=VALUE', help: 'set a pipeline parameter; may be repeated' },
  ...argoOptionTable,
  workspace: workspaceOption,
  json: { kind: 'flag', help: 'print the documents, and the problems, as one JSON document' }
} as const;

type CompileInvocation = Invocation<typeof options>;

export const command = defineCommand(
  {
    name: 'compile',
    about:
      'Writes the pipeline as a YAML document for Argo Workflows, one pod a step. The pods find the plan, the step runner and earlier results in .collard of the workspace, where this command puts the first two; with --self-contained the document brings them along.',
    words: { usage: '<notebook>', least: 1, most: 1 },
    options,
    examples: [
      ['collard compile fit.ipynb --image team/notebook:1 -o fit.yaml', 'a run on a snapshot of the workspace'],
      ['collard compile fit.ipynb --self-contained --as template -o fit.yaml', 'to keep in Git and run from Argo'],
      ["collard compile fit.ipynb --as cron --schedule '0 6 * * *'", 'every morning']
    ]
  },
  async invocation => {
    const { words, options: asked, terminal } = invocation;
    const notebook = await openNotebook(words[0] ?? '-');
    const { plan } = notebook;
    if (plan === null || notebook.diagnostics.some(({ severity }) => severity === 'error')) {
      return refuseWithoutPlan(notebook, asked.json, terminal);
    }
    const workspace = chooseWorkspace(asked.workspace, notebook.path ?? notebook.folder);
    const emission = emitArgo(plan, argoOptions(asked, notebook, plan, workspace));
    return asked.json ? printJson(emission, notebook, invocation) : printDocuments(emission, invocation);
  }
);

function printJson(
  { documents, problems }: ArgoEmission,
  notebook: NotebookFile,
  { terminal }: CompileInvocation
): ExitCode {
  terminal.print(JSON.stringify({ documents, problems: [...problemsAsJson(notebook), ...problems] }, null, 2));
  return documents.length === 0 ? exitCodes.failed : exitCodes.fine;
}

function printDocuments(
  { documents, problems }: ArgoEmission,
  { options: asked, terminal }: CompileInvocation
): ExitCode {
  for (const problem of problems) {
    terminal.complain(emitProblemLines(problem, terminal).join('\n'));
  }
  if (documents.length === 0) {
    return exitCodes.failed;
  }
  const text = documents.map(document => document.text).join('---\n');
  if (asked.output === null) {
    terminal.print(text.trimEnd());
  } else {
    write(asked.output, text);
    terminal.complain(`${asked.output} written`);
  }
  if (!asked['self-contained']) {
    terminal.complain('The plan and the step runner are in .collard of the workspace: take its snapshot now.');
  }
  return exitCodes.fine;
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`${path} cannot be written (${error instanceof Error ? error.message : String(error)}).`);
  }
}
