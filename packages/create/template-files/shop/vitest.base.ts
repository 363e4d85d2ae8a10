import { defineConfig } from 'vitest/config';

const SOURCE = '@trastienda-app/source';

/** The packages whose tests take as long as those of all others together. */
const isLong = /(?:api|shop)$/.test(process.cwd());

/**
 * Settings of the tests of every package. They run from sources: the condition makes every package
 * resolve to its `src`, so that no build stands between an edit and its test.
 */
export default defineConfig({
  resolve: { conditions: [SOURCE] },
  ssr: { resolve: { conditions: [SOURCE, 'node', 'import', 'module', 'default'] } },
  test: {
    include: ['src/**/*.test.ts'],
    pool: 'forks',
    // The files of a worker share its modules, which halves the run: what a test changes outside of
    // itself it puts back.
    isolate: false,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    // All packages are tested at once, so that those which wait for processes leave no core idle.
    maxWorkers: isLong ? 2 : 1,
    // Generous, for busy machines: it only delays the report of a test that hangs.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 240_000 } },
  },
});
