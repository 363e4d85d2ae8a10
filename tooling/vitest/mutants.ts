import { fileURLToPath } from 'node:url';
import base from './base.ts';

const SETUP = fileURLToPath(new URL('../mutation/fixed-properties.ts', import.meta.url));

/**
 * The tests' own configuration for `.ci/mutation`: the test files that it names, properties that try
 * the same examples for every mutant, and modules loaded again for mutants of what they compute once.
 */
export default {
  ...base,
  test: {
    ...base.test,
    // Stryker's own option for this leaves such mutants inactive.
    include: process.env.MUTATION_TESTS?.split(' '),
    isolate: true,
    setupFiles: [SETUP],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
};
