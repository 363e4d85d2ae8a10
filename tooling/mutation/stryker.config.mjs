import { fileURLToPath } from 'node:url';

const pathTo = (name) => fileURLToPath(new URL(name, import.meta.url));
const { MUTATION_ALL, MUTATION_CONCURRENCY = '1', MUTATION_REPORT, MUTATION_SANDBOX } = process.env;

/** Runs in `packages/shop`; `.ci/mutation` sets the variables. */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: pathTo('../vitest/mutants.ts'), related: false },
  coverageAnalysis: 'perTest',
  concurrency: Number(MUTATION_CONCURRENCY),
  // Texts decide about no money, and the compiler rejects most mutants of object literals.
  mutator: { excludedMutations: MUTATION_ALL === '1' ? [] : ['StringLiteral', 'ObjectLiteral'] },
  timeoutMS: 30_000,
  dryRunTimeoutMinutes: 10,
  reporters: MUTATION_REPORT === undefined ? ['clear-text'] : ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: MUTATION_REPORT ?? 'none' },
  tempDirName: MUTATION_SANDBOX,
  // A tsconfig extends one outside the sandbox, and the tests need none.
  ignorePatterns: ['dist', '.vitest', '.turbo', 'tsconfig*.json'],
};
