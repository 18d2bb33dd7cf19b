// Sources import './x.js' and packages may be ES modules; esbuild turns both into what jest runs.
const lab = require('@jupyterlab/testing/lib/jest-config')(__dirname);

const transform = {
  '\\.svg$': '@jupyterlab/testing/lib/jest-raw-loader.js',
  '\\.(m?js|tsx?)$': '<rootDir>/test/support/esbuild-transform.cjs'
};
const moduleNameMapper = { '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'] };
const modulePathIgnorePatterns = ['<rootDir>/build', '<rootDir>/dist', '<rootDir>/.venv', '<rootDir>/collard/backend'];
const transformIgnorePatterns = ['/compiler/generated/.*\\.cjs$', '\\.cjs$', '\\.json$'];

const node = name => ({
  displayName: name,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/test/${name}/**/*.spec.ts`],
  moduleNameMapper,
  modulePathIgnorePatterns,
  transform,
  transformIgnorePatterns
});

module.exports = {
  projects: [
    ...['compiler', 'engine', 'cli', 'server'].map(node),
    {
      displayName: 'lab',
      moduleFileExtensions: lab.moduleFileExtensions,
      resolver: lab.resolver,
      setupFiles: lab.setupFiles,
      testEnvironment: lab.testEnvironment,
      testMatch: ['<rootDir>/test/lab/**/*.spec.ts?(x)'],
      moduleNameMapper: { ...moduleNameMapper, ...lab.moduleNameMapper },
      modulePathIgnorePatterns,
      transform,
      transformIgnorePatterns
    },
    node('browser'),
    node('cluster')
  ]
};
