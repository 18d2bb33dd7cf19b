/** `collard doctor`: looks at everything that a run needs, and says what to type where something is missing. */
import { checkUp } from '../doctor/check-up.js';
import type { Finding } from '../doctor/finding.js';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../exit-codes.js';
import type { Style } from '../terminal/style.js';
import { wrapText } from '../terminal/wrap-text.js';
import { chooseWorkspace, workspaceOption } from '../workspace.js';

export const command = defineCommand(
  {
    name: 'doctor',
    about:
      'Checks Node, Python, IPython, the workspace and the step runner, by running a pipeline of one step in a temporary folder. Says what to type to mend what is wrong.',
    words: { usage: '', least: 0, most: 0 },
    options: {
      python: { kind: 'text', value: 'PATH', help: 'Python to check; the one that a run would use unless said' },
      workspace: workspaceOption,
      json: { kind: 'flag', help: 'print one JSON document' }
    },
    examples: [['collard doctor', 'is everything there?']]
  },
  async ({ options, terminal, environment }) => {
    const workspace = chooseWorkspace(options.workspace, process.cwd());
    const findings = await checkUp({ workspace, python: options.python, environment });
    const broken = findings.some(({ state }) => state === 'broken');
    if (options.json) {
      terminal.print(JSON.stringify({ healthy: !broken, findings }, null, 2));
    } else {
      const { style, columns } = terminal;
      findings.forEach(finding => terminal.print(findingLines(finding, style, columns).join('\n')));
      terminal.print(broken ? '\nSomething is missing; see above.' : '\nEverything that a run needs is there.');
    }
    return broken ? exitCodes.environment : exitCodes.fine;
  }
);

const nameColumns = 12;

function findingLines({ state, name, text, hint }: Finding, style: Style, columns: number): readonly string[] {
  const [symbol, paint] = (
    { fine: ['✓', style.good], poor: ['!', style.warning], broken: ['✗', style.error] } as const
  )[state];
  const indent = ' '.repeat(nameColumns + 2);
  const body = [text, ...(hint === '' ? [] : [`→ ${hint}`])].flatMap(part => wrapText(part, columns - indent.length));
  return body.map((line, index) =>
    index === 0 ? `${paint(symbol)} ${name.padEnd(nameColumns)}${line}` : indent + line
  );
}
