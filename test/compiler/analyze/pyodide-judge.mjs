// The judge of `unbound_oracle.py` on the CPython that the npm package pyodide brings, for machines whose own Python is too old.
// Takes the functions as a JSON list on standard input; its words are the path of the oracle and how many to judge.
import { readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';

const [oracle, count] = process.argv.slice(2);
const pyodide = await loadPyodide();
pyodide.FS.writeFile('unbound_oracle.py', readFileSync(oracle));
pyodide.globals.set('sources', readFileSync(0, 'utf8'));
pyodide.globals.set('count', Number(count));
const judged = pyodide.runPython(`
import json, sys, warnings
sys.path.insert(0, '.')
warnings.simplefilter('ignore')
from unbound_oracle import judgments
'\\n'.join(judgments(json.loads(sources), int(count)))
`);
console.log(judged);
