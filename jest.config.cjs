// Sources import './x.js' and packages may be ES modules; esbuild turns both into what jest runs.
const common = {
  testEnvironment: 'node',
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'] },
  modulePathIgnorePatterns: ['<rootDir>/build', '<rootDir>/dist', '<rootDir>/.venv', '<rootDir>/collard/backend'],
  transform: { '\\.(m?js|ts)$': '<rootDir>/test/support/esbuild-transform.cjs' },
  transformIgnorePatterns: ['/compiler/generated/.*\\.cjs$', '\\.json$']
};

module.exports = {
  projects: ['compiler', 'engine', 'cli'].map(name => ({
    ...common,
    displayName: name,
    testMatch: [`<rootDir>/test/${name}/**/*.spec.ts`]
  }))
};
