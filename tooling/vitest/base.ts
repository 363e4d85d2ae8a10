import { defineConfig } from 'vitest/config';

/**
 * Tests run from TypeScript sources of the whole workspace: the condition makes every package
 * resolve to its `src`, so that no build stands between an edit and its test.
 */
export default defineConfig({
  resolve: { conditions: ['@trastienda/source'] },
  ssr: { resolve: { conditions: ['@trastienda/source', 'node', 'import', 'module', 'default'] } },
  test: {
    include: ['src/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A server that is not ours may have races of its own: there a difference counts when it stays.
    retry: process.env.MONGODB_URI === undefined ? 0 : 2,
    reporters: process.env.CI
      ? ['default', ['json', { outputFile: '.vitest/results.json' }]]
      : ['default'],
  },
});
