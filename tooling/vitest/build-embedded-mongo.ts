import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BUILD = ['run', 'build', '--filter=@trastienda/embedded-mongo', '--output-logs=errors-only'];

/**
 * Builds the embedded database before tests that use its build. `turbo run test` has built it; a
 * direct `vitest run` builds it here, from turbo's cache when its sources have not changed.
 */
export function setup(): void {
  if (process.env.TURBO_HASH !== undefined) return;
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  const { status, stdout, stderr, error } = spawnSync('node_modules/.bin/turbo', BUILD, {
    cwd,
    encoding: 'utf8',
  });
  if (status === 0) return;
  const why = error?.message ?? `${stdout}${stderr}`;
  throw new Error(`The embedded database, which these tests use, could not be built:\n${why}`);
}
