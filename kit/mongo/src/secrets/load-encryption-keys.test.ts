import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadEncryptionKeys } from './load-encryption-keys.ts';
import { SecretFileError } from './secret-file.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'encryption-keys-'));
});
afterEach(() => rm(dir, { recursive: true }));

test('The key of a data directory is created once, by whichever process is first', async () => {
  const dataDir = join(dir, 'data');
  const [[first], [second]] = await Promise.all([
    loadEncryptionKeys(dataDir),
    loadEncryptionKeys(dataDir),
  ]);
  expect(first).toEqual({ id: 'k1', key: expect.any(Uint8Array) });
  expect(first.key).toHaveLength(32);
  expect(second).toEqual(first);
  expect(await loadEncryptionKeys(dataDir)).toEqual([first]);
});

test('The key file is readable for its owner only', async ({ skip }) => {
  skip(process.platform === 'win32', 'Windows has no modes');
  await loadEncryptionKeys(dir);
  expect((await stat(join(dir, 'encryption-key'))).mode & 0o777).toBe(0o600);
});

test.each(['', 'AAAA\n'])('A damaged key file (%j) is not replaced', async (text) => {
  const path = join(dir, 'encryption-key');
  await writeFile(path, text);
  await expect(loadEncryptionKeys(dir)).rejects.toThrow(SecretFileError);
  expect(await readFile(path, 'utf8')).toBe(text);
});
