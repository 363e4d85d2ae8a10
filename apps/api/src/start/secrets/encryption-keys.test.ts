import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertAccount } from '@trastienda/auth/fixtures';
import { createCipher } from '@trastienda/mongo';
import { type Database, openDatabase } from '@trastienda/shop-db';
import { startTestDatabase, type TestDatabase } from '@trastienda/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Environment, parseEnv } from '../../config/env.ts';
import { explainError } from '../explain-error.ts';
import { loadEncryptionKeys, newEncryptionKey } from './encryption-keys.ts';

let dataDir: string;
let mongo: TestDatabase;
let database: Database;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trastienda-keys-'));
  mongo = await startTestDatabase();
  database = await openDatabase(mongo.uri);
});
afterEach(async () => {
  await database.close();
  await mongo.stop();
  await rm(dataDir, { recursive: true });
});

const load = (env: Environment = {}) =>
  loadEncryptionKeys(
    parseEnv({ TRASTIENDA_DATA_DIR: dataDir, ...env }, { isTerminal: false, program: 'command' })
      .config,
    database,
  );

/** Gives an account a second factor under the present key. */
async function sealSecondFactor(): Promise<void> {
  const { id } = await insertAccount(database.accounts, { role: 'owner' });
  await database.accounts.startTotp(id, createCipher(await load()).seal('secret', 'context'));
}

describe('The keys for data at rest', () => {
  test('are those of the environment, if it has any', async () => {
    const key = newEncryptionKey(new Date('2026-03-04T05:06:07Z'));
    const [first, ...others] = await load({ TRASTIENDA_ENCRYPTION_KEYS: key });
    expect(first.id).toMatch(/^k20260304-[0-9a-f]{8}$/);
    expect(Buffer.from(first.key).toString('base64')).toBe(key.split(':')[1]);
    expect(others).toEqual([]);
  });

  test('of an embedded database are created once, readable for their owner only, and kept', async () => {
    const [first] = await Promise.all([load(), load(), load()]);
    expect(first[0].key).toHaveLength(32);
    expect(await load()).toEqual(first);
    const path = join(dataDir, 'encryption-key');
    expect(await readFile(path, 'utf8')).toMatch(/^k\d{8}-[0-9a-f]{8}:\S{44}\n$/);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test.each(['', 'k1:AAAA\n', '\0\0\0'])(
    'are not replaced for a damaged file (%j), because encrypted data would be lost',
    async (text) => {
      const path = join(dataDir, 'encryption-key');
      await writeFile(path, text);
      const message = await load().catch(explainError);
      expect(message).toContain(`${path} is damaged. It should hold one line: the key as`);
      expect(message).toContain(
        'second factors and webhooks and the emails that wait to be sent are sealed',
      );
      expect(message).toContain('Put the file back from a backup');
      expect(message).not.toMatch(/remove it|delete/);
      expect(await readFile(path, 'utf8')).toBe(text);
      // What it advises where the key is known from elsewhere.
      const key = newEncryptionKey(new Date());
      expect(await load({ TRASTIENDA_ENCRYPTION_KEYS: key })).toHaveLength(1);
    },
  );

  test('are not replaced when the file is missing and data is encrypted', async () => {
    const [key] = await load();
    await sealSecondFactor();
    const path = join(dataDir, 'encryption-key');
    const backup = await readFile(path);
    await rm(path);
    const message = await load().catch(explainError);
    expect(message).toContain(`${path} is missing, although the database needs it.`);
    expect(message).toContain('Put the file back from a backup');
    await writeFile(path, backup);
    expect((await load())[0]).toEqual(key);
  });

  test('are replaced when the file is missing and nothing is encrypted', async () => {
    const [key] = await load();
    await rm(join(dataDir, 'encryption-key'));
    expect((await load())[0]).not.toEqual(key);
  });

  test('of another database must be configured', async () => {
    await expect(load({ MONGODB_URI: 'mongodb://db.example' })).rejects.toThrow(
      /TRASTIENDA_ENCRYPTION_KEYS is required/,
    );
  });

  test('are always distinct, so that two of one day can be configured together', async () => {
    const at = new Date();
    const keys = `${newEncryptionKey(at)},${newEncryptionKey(at)}`;
    const loaded = await load({ TRASTIENDA_ENCRYPTION_KEYS: keys });
    expect(new Set(loaded.map(({ id }) => id)).size).toBe(2);
    expect(loaded[0].key).not.toEqual(loaded[1]?.key);
  });
});
