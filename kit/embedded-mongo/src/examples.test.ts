import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { findHolder } from './launch/directory-lock.ts';
import { requireBuild } from './testing/child.ts';

const PACKAGE = fileURLToPath(new URL('../', import.meta.url));

let dir: string;

beforeAll(requireBuild);
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trastienda-example-'));
});
afterEach(async () => {
  await endDatabase();
  await rm(dir, { recursive: true, force: true, maxRetries: 20 });
});

/** Stops the database that an example leaves running. */
async function endDatabase(): Promise<void> {
  const data = join(dir, '.data');
  const holder = await findHolder(data).catch(() => undefined);
  if (!holder) return;
  process.kill(holder.pid, 'SIGKILL');
  await expect.poll(() => findHolder(data)).toBeUndefined();
}

/** Copies an example and links the packages that it would install. */
async function install(name: string, dependencies: readonly string[]): Promise<void> {
  await cp(join(PACKAGE, 'examples', name), dir, { recursive: true });
  await mkdir(join(dir, 'node_modules/@trastienda'), { recursive: true });
  await symlink(PACKAGE, join(dir, 'node_modules/@trastienda/embedded-mongo'), 'junction');
  for (const dependency of dependencies) {
    const target = join(PACKAGE, 'node_modules', dependency);
    await symlink(target, join(dir, 'node_modules', dependency), 'junction');
  }
}

/** Runs Node in the example's folder and returns its output. */
async function run(...args: string[]): Promise<string> {
  const env = { PATH: process.env.PATH, NO_COLOR: '1' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: dir, env });
  return stdout;
}

test('the Vitest and Mongoose example runs', async () => {
  await install('vitest-mongoose', ['mongoose', 'vitest']);
  expect(await run('node_modules/vitest/vitest.mjs', 'run')).toContain('3 passed');
});

test('the kept-process example runs, and finds its database again', async () => {
  await install('kept-process', ['mongodb']);
  expect(await run('visits.mjs')).toMatch(/^started .* run 1$/m);
  expect(await run('visits.mjs')).toMatch(/^found .* run 2$/m);
});
