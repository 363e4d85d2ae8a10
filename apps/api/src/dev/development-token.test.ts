import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadOrCreateDevelopmentToken } from './development-token.ts';

let folder: string;
let dataDir: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trastienda-token-'));
  dataDir = join(folder, 'not', 'there', 'yet');
});
afterEach(() => rm(folder, { recursive: true }));

describe('The development token', () => {
  test('is made once and then stays', async () => {
    const first = await loadOrCreateDevelopmentToken(dataDir);
    expect(first.token).toMatch(/^[\w-]{43}$/);
    expect(await loadOrCreateDevelopmentToken(dataDir)).toEqual(first);
    expect((await readFile(first.path, 'utf8')).trim()).toBe(first.token);
  });

  test.skipIf(process.platform === 'win32')('can be read by its owner only', async () => {
    const { path } = await loadOrCreateDevelopmentToken(dataDir);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
  });

  test('is the same for all processes that start at once, which leave no other file', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, () => loadOrCreateDevelopmentToken(dataDir)),
    );
    expect(new Set(all.map(({ token }) => token)).size).toBe(1);
    expect(await readdir(dataDir)).toEqual(['staff-token']);
  });

  test('is not read from a damaged file', async () => {
    const { path } = await loadOrCreateDevelopmentToken(dataDir);
    await writeFile(path, '');
    await expect(loadOrCreateDevelopmentToken(dataDir)).rejects.toThrow(/remove it/);
  });
});
