import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first.ts';

const EMBEDDED_MONGO = '@trastienda/embedded-mongo';
const isEmbeddedMongo = process.cwd().endsWith('embedded-mongo');
const manifest = readFileSync('package.json', 'utf8');
const usesEmbeddedMongo =
  !isEmbeddedMongo &&
  [EMBEDDED_MONGO, '@trastienda/testing'].some((name) => manifest.includes(name));

const callsProcedures = /@trastienda\/(?:auth|http|procedures|shop-router)"/.test(manifest);

/** The packages whose tests take as long as those of all others together. */
const isLong = /(?:api|shop)$/.test(process.cwd());

const pathTo = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Tests run from TypeScript sources of the whole workspace: the condition makes every package
 * resolve to its `src`, so that no build stands between an edit and its test. The embedded database
 * is the exception: other packages test against its build, which Node loads faster and caches.
 */
export default defineConfig({
  resolve: {
    conditions: ['@trastienda/source'],
    alias: isEmbeddedMongo
      ? {}
      : { [EMBEDDED_MONGO]: pathTo('../../kit/embedded-mongo/dist/index.js') },
  },
  ssr: { resolve: { conditions: ['@trastienda/source', 'node', 'import', 'default'] } },
  test: {
    include: ['src/**/*.test.ts'],
    // Tests of many cases try a part with one of each kind, or all: see `runCount`.
    provide: { isExhaustive: process.env.EXHAUSTIVE === '1' },
    globalSetup: usesEmbeddedMongo ? [pathTo('./build-embedded-mongo.ts')] : [],
    setupFiles: callsProcedures ? [pathTo('./fail-on-broken-promises.ts')] : [],
    pool: 'forks',
    // The files of a worker share its modules, which halves the run: no `vi.mock`, and what a file
    // changes (a spy, a listener, a variable of the environment) it puts back.
    isolate: false,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    // Several packages are tested at once, so that those which wait for processes leave no core idle.
    maxWorkers: isLong ? 2 : 1,
    sequence: { sequencer: LongestFirst },
    // Generous, for busy machines: it only delays the report of a test that hangs.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 240_000 } },
    server: { deps: { external: [/\/embedded-mongo\/dist\//] } },
    // An external server may have races: there a difference counts when it persists.
    retry: process.env.MONGODB_URI === undefined ? 0 : 2,
    reporters: process.env.CI
      ? ['default', ['json', { outputFile: '.vitest/results.json' }]]
      : ['default'],
  },
});
