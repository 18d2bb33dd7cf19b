/** `collard graph`: draws the steps of a notebook and what flows between them. */
import { emit, targets } from '../../compiler/4-emit/index.js';
import { refuseWithoutPlan } from '../check/refusal.js';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../exit-codes.js';
import { openNotebook } from '../notebook-file.js';

export const command = defineCommand(
  {
    name: 'graph',
    about:
      'Draws the steps and the values that flow between them: as text, as mermaid for documentation and pull requests, or as an SVG picture.',
    words: { usage: '<notebook>', least: 1, most: 1 },
    options: {
      format: { kind: 'choice', choices: targets, short: 'f', help: 'what to draw; text unless said otherwise' },
      json: { kind: 'flag', help: 'print one JSON document that holds the drawing' }
    },
    examples: [
      ['collard graph analysis.ipynb', 'in the terminal'],
      ['collard graph analysis.ipynb --format svg > analysis.svg', 'a picture']
    ]
  },
  async ({ words, options, terminal }) => {
    const notebook = await openNotebook(words[0] ?? '-');
    const { plan } = notebook;
    if (plan === null) {
      return refuseWithoutPlan(notebook, options.json, terminal);
    }
    const documents = emit(plan, options.format ?? 'text');
    if (options.json) {
      terminal.print(JSON.stringify({ pipeline: plan.name, documents }, null, 2));
    } else {
      terminal.print(documents.map(({ text }) => text.trimEnd()).join('\n'));
    }
    return exitCodes.fine;
  }
);
