import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Environment, parseEnv } from '../env.ts';
import { loadEncryptionKeys, newEncryptionKey } from './encryption-keys.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trastienda-keys-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const load = (env: Environment = {}) =>
  loadEncryptionKeys(
    parseEnv({ TRASTIENDA_DATA_DIR: dataDir, ...env }, { isTerminal: false, program: 'command' })
      .config,
  );

describe('The keys for data at rest', () => {
  test('are those of the environment, where there are any', async () => {
    const key = newEncryptionKey(new Date('2026-03-04T05:06:07Z'));
    const [first, ...others] = await load({ TRASTIENDA_ENCRYPTION_KEYS: key });
    expect(first.id).toMatch(/^k20260304-[0-9a-f]{8}$/);
    expect(Buffer.from(first.key).toString('base64')).toBe(key.split(':')[1]);
    expect(others).toEqual([]);
  });

  test('of an embedded database are made once, for their owner only, and then stay', async () => {
    const [first] = await Promise.all([load(), load(), load()]);
    expect(first[0].key).toHaveLength(32);
    expect(await load()).toEqual(first);
    const path = join(dataDir, 'encryption-key');
    expect(await readFile(path, 'utf8')).toMatch(/^k\d{8}-[0-9a-f]{8}:\S{44}\n$/);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('are not guessed from a damaged file, because what they have sealed would be lost', async () => {
    await writeFile(join(dataDir, 'encryption-key'), 'k1:AAAA\n');
    await expect(load()).rejects.toThrow(/damaged/);
  });

  test('of another database must be configured', async () => {
    await expect(load({ MONGODB_URI: 'mongodb://db.example' })).rejects.toThrow(
      /TRASTIENDA_ENCRYPTION_KEYS is needed/,
    );
  });

  test('are never two alike, so that two of one day can be configured together', async () => {
    const at = new Date();
    const keys = `${newEncryptionKey(at)},${newEncryptionKey(at)}`;
    const loaded = await load({ TRASTIENDA_ENCRYPTION_KEYS: keys });
    expect(new Set(loaded.map(({ id }) => id)).size).toBe(2);
    expect(loaded[0].key).not.toEqual(loaded[1]?.key);
  });
});
