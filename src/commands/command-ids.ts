/** Names of all commands that this part of the extension has or calls. */
export const commandIds = {
  run: 'collard:run',
  runStep: 'collard:run-step',
  continueRun: 'collard:continue-run',
  cancel: 'collard:cancel',
  showRun: 'collard:show-run',
  pinRun: 'collard:pin-run',
  deleteRun: 'collard:delete-run',
  toggle: 'collard:toggle',
  suggestSteps: 'collard:suggest-steps',
  nextProblem: 'collard:next-problem',
  savePipeline: 'collard:save-pipeline',
  showPanel: 'collard:show-panel',
  openRun: 'collard:open-run',
  compareRuns: 'collard:compare-runs'
} as const;
