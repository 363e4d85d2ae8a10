import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { checkTarball } from './check-tarball.ts';

const work = await mkdtemp(join(tmpdir(), 'check-tarball-'));
afterAll(() => rm(work, { recursive: true }));

const MANIFEST = { name: 'example', version: '1.0.0', type: 'module', license: 'MIT' };
const ENTRY = { types: './dist/index.d.ts', default: './dist/index.js' };
const WHOLE = {
  'README.md': '# example',
  LICENSE: 'MIT',
  'dist/index.js': 'export const one = 1;',
  'dist/index.d.ts': 'export declare const one = 1;',
};

/** Packs a package of these files as npm does, and returns what the check says of it. */
async function check(name: string, manifest: object, files: Readonly<Record<string, string>>) {
  const folder = join(work, name);
  await mkdir(join(folder, 'dist'), { recursive: true });
  const all = { ...files, 'package.json': JSON.stringify({ ...MANIFEST, ...manifest }) };
  for (const [path, text] of Object.entries(all)) await writeFile(join(folder, path), text);
  await promisify(execFile)('npm', ['pack', '--ignore-scripts'], {
    cwd: folder,
    shell: process.platform === 'win32',
  });
  return checkTarball(join(folder, 'example-1.0.0.tgz'));
}

test('Nothing is wrong with a tarball that has all that its manifest names', async () => {
  const manifest = { exports: { '.': ENTRY }, dependencies: { zod: '^4.0.0' } };
  expect(await check('whole', manifest, WHOLE)).toEqual([]);
});

test('A condition that points to a file outside of the tarball is a problem', async () => {
  const exports = { '.': { '@example/source': './src/index.ts', ...ENTRY } };
  expect(await check('sources', { exports }, WHOLE)).toEqual([
    'example: names ./src/index.ts, which is not in the tarball',
  ]);
});

test('A version that only a workspace resolves is a problem', async () => {
  const dependencies = { zod: 'catalog:', '@example/base': 'workspace:*' };
  expect(await check('versions', { exports: { '.': ENTRY }, dependencies }, WHOLE)).toEqual([
    'example: depends on zod at catalog:',
    'example: depends on @example/base at workspace:*',
  ]);
});

test('A missing README or license is a problem', async () => {
  const { LICENSE, 'README.md': readme, ...rest } = WHOLE;
  expect(await check('bare', { exports: { '.': ENTRY } }, rest)).toEqual([
    'example: has no README.md',
    'example: has no LICENSE',
  ]);
});
