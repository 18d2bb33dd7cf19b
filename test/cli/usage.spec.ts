/** What people type: wrong words get a sentence, a hint and exit code 2; help is there for everything. */
import { notebook, step } from '../support/notebook.js';
import { Folder } from './support/collard.js';

const folder = new Folder({
  'good.ipynb': notebook([
    [['pipeline-parameters'], 'rate = 0.1\nrounds = 3'],
    [step('load'), 'x = rate * rounds'],
    [['pipeline-metrics'], 'print(x)']
  ])
});
afterAll(() => folder.remove());

const commands = ['check', 'run', 'plan', 'graph', 'runs', 'show', 'logs', 'explain', 'restore', 'gc', 'doctor'];

describe('wrong usage', () => {
  const cases: readonly (readonly [typed: string, says: string])[] = [
    ['chekc good.ipynb', 'There is no command "chekc".\n  hint: Did you mean check?'],
    ['check', 'collard check needs <notebook>…'],
    ['check --stict good.ipynb', 'There is no option --stict.\n  hint: Did you mean --strict?'],
    ['check --json=yes good.ipynb', 'The option --json takes no value.'],
    ['check god.ipynb', 'There is no file god.ipynb.\n  hint: Did you mean good.ipynb?'],
    ['check .', '. is a folder.'],
    ['plan good.ipynb more', '"more" is one word too many.'],
    ['graph good.ipynb --format png', '--format cannot be "png".\n  hint: There is: text, mermaid, svg.'],
    ['run good.ipynb -p', 'The option -p needs a value.'],
    ['run good.ipynb -p rate', '-p needs name=value, not "rate".'],
    ['run good.ipynb -p rat=1', 'The notebook has no parameter "rat".\n  hint: Did you mean rate?'],
    ['run good.ipynb -p rate=fast', 'The parameter rate is a float, which "fast" is not.'],
    ['run good.ipynb -p rounds=1.5', 'The parameter rounds is an int, which "1.5" is not.'],
    ['run good.ipynb --step laod', 'The notebook has no step "laod".\n  hint: Did you mean load?'],
    ['run good.ipynb --jobs many', '--jobs needs a whole number, not "many".'],
    ['run good.ipynb --jobs 0', '--jobs must be 1 or more.'],
    ['run good.ipynb --fail-if x<', '--fail-if does not understand "x<".'],
    ['run good.ipynb --fail-if y<1', 'There is no metric "y" in this run.\n  hint: There is: x.'],
    ['show last', 'yet.\n  hint: collard run <notebook> makes one.'],
    ['show nosuchrun', 'There is no run nosuchrun'],
    ['gc --older-than soon', '--older-than does not understand "soon".'],
    ['runs --workspace nowhere', 'There is no folder nowhere.']
  ];
  test.each(cases)('collard %s', async (typed, says) => {
    const { code, out, err } = await folder.collard(...typed.split(' '));
    expect(err).toContain(says);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test('with --json it is a JSON document', async () => {
    const { code, out, err } = await folder.collard('plan', 'god.ipynb', '--json');
    expect(JSON.parse(out)).toEqual({
      error: { code: 'usage', message: 'There is no file god.ipynb.', hint: 'Did you mean good.ipynb?' }
    });
    expect({ code, err }).toEqual({ code: 2, err: '' });
  });
});

describe('help', () => {
  test.each([[['--help']], [['-h']], [['help']], [[]]])(
    'collard %j names every command and every exit code',
    async words => {
      const { code, out } = await folder.collard(...words);
      expect(code).toBe(0);
      commands.forEach(command => expect(out).toMatch(new RegExp(`^  ${command} `, 'm')));
      ['0', '1', '2', '3', '4', '130'].forEach(exit => expect(out).toMatch(new RegExp(`^  ${exit} `, 'm')));
    }
  );

  test.each(commands)('collard %s --help has usage, options, --json and an example, in 80 columns', async command => {
    const { code, out } = await folder.collard(command, '--help');
    expect(code).toBe(0);
    expect(out).toContain(`Usage: collard ${command}`);
    expect(out).toContain('--json');
    expect(out).toContain(`  collard ${command}`);
    expect(out.split('\n').filter(line => line.length > 80)).toEqual([]);
    expect((await folder.collard('help', command)).out).toBe(out);
  });

  test('collard --version prints the version alone', async () => {
    const { out } = await folder.collard('--version');
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
