// With the network, and therefore a part of .ci/full: `pnpm test:outside`.
import { execFile } from 'node:child_process';
import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { installClient, requireBuild } from './testing/pack-client.ts';

const run = promisify(execFile);
const STARTER = fileURLToPath(new URL('../../../examples/vite-react/', import.meta.url));
const FILES = ['src', 'index.html', 'tsconfig.json', 'vite.config.ts'];

/** Returns the packages of the starter with the versions of this workspace, without the client. */
async function dependenciesOf(folder: string): Promise<Record<string, string>> {
  const read = async (path: string) => JSON.parse(await readFile(path, 'utf8'));
  const { dependencies, devDependencies } = await read(join(folder, 'package.json'));
  const names = Object.keys({ ...dependencies, ...devDependencies });
  const entries = names
    .filter((name) => name !== '@trastienda/shop-client')
    .map(async (name) => {
      const { version } = await read(join(folder, 'node_modules', name, 'package.json'));
      return [name, version] as const;
    });
  return Object.fromEntries(await Promise.all(entries));
}

let project: string | undefined;
afterAll(async () => {
  if (project !== undefined) await rm(project, { recursive: true });
});

test('The starter compiles and is bundled outside of this repository, with the packed client', async () => {
  await requireBuild();
  project = await installClient(await dependenciesOf(STARTER));
  for (const file of FILES) await cp(join(STARTER, file), join(project, file), { recursive: true });
  await run('npx', ['tsc', '-p', '.'], { cwd: project });
  await run('npx', ['vite', 'build'], { cwd: project });
  expect(await readFile(join(project, 'dist/index.html'), 'utf8')).toContain('/assets/index-');
});
