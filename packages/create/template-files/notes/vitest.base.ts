import { defineConfig } from 'vitest/config';

/** Settings of the tests of every package. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    // The files of a worker share its modules, which halves the run: what a test changes outside of
    // itself it puts back.
    isolate: false,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    // Generous, for busy machines: it only delays the report of a test that hangs.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 240_000 } },
  },
});
