// All tests: TypeScript on the Node that users get, then Python. Words after `npm test --` go to jest alone.
import { productNode, python } from './product-node.mjs';
import { runAll } from './run-all.mjs';

const words = process.argv.slice(2);
const jest = ['TypeScript tests', productNode(), 'node_modules/jest/bin/jest.js', ...words];
const pytest = ['Python tests', python, '-m', 'pytest'];
process.exit(runAll(words.length > 0 ? [jest] : [jest, pytest]) ? 0 : 1);
