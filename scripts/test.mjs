// All tests but those of the cluster: TypeScript on the Node that users get, then Python. Words after `npm test --` go to jest alone.
import './setup.mjs';
import { productNode, python } from './product-node.mjs';
import { runAll } from './run-all.mjs';

const words = process.argv.slice(2);
const jest = [
  'TypeScript tests',
  productNode(),
  'node_modules/jest/bin/jest.js',
  ...words,
  '--ignoreProjects',
  'cluster'
];
const pytest = ['Python tests', python, '-m', 'pytest'];
process.exit(runAll(words.length > 0 ? [jest] : [jest, pytest]) ? 0 : 1);
