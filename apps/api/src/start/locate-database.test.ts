import { chmod, mkdir, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopEmbedded } from '@trastienda/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseEnv } from '../config/env.ts';
import { explainError } from './explain-error.ts';
import { locateDatabase } from './locate-database.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trastienda-locate-'));
});
afterEach(async () => {
  await stopEmbedded(join(dataDir, 'mongo'));
  await rm(dataDir, { recursive: true, force: true });
});

const locate = async () => {
  const env = { TRASTIENDA_DATA_DIR: dataDir };
  const { config } = parseEnv(env, { isTerminal: false, program: 'command' });
  const location = await locateDatabase(config, { onLost: () => {} });
  location.close();
  return location;
};

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe.skipIf(process.platform === 'win32')('The files of the embedded database', () => {
  test('are in a folder that only their owner can open', async () => {
    await chmod(dataDir, 0o755);
    await locate();
    expect(await modeOf(join(dataDir, 'mongo'))).toBe(0o700);
    // The parent directory existed before; its permissions are not ours to change.
    expect(await modeOf(dataDir)).toBe(0o755);
  });

  test('are in such a folder even if it was open to all before', async () => {
    await mkdir(join(dataDir, 'mongo'));
    await chmod(join(dataDir, 'mongo'), 0o755);
    await locate();
    expect(await modeOf(join(dataDir, 'mongo'))).toBe(0o700);
  });
});

describe('A data directory that had a database', () => {
  const mongoDir = () => join(dataDir, 'mongo');
  const dataFile = () => join(mongoDir(), 'trastienda.mdb');

  test.each([
    ['its file is missing', () => rm(dataFile()), 'trastienda.mdb is missing'],
    ['its file is empty', () => truncate(dataFile(), 0), 'trastienda.mdb holds no data'],
    ['its file was cut off', () => truncate(dataFile(), 5000), 'trastienda.mdb holds no data'],
    [
      'its folder is missing',
      () => rm(mongoDir(), { recursive: true }),
      'trastienda.mdb is missing',
    ],
    [
      'its folder is missing, and the marker too',
      async () => {
        await rm(mongoDir(), { recursive: true });
        await rm(join(dataDir, 'has-database'));
        await writeFile(join(dataDir, 'encryption-key'), 'k1:AAAA');
      },
      'trastienda.mdb is missing',
    ],
  ])('gets no new database when %s', async (_, lose, what) => {
    await locate();
    await stopEmbedded(join(dataDir, 'mongo'));
    const backup = await readFile(dataFile());
    await lose();
    const message = await locate().then(() => 'opened', explainError);
    expect(message).toContain(what);
    expect(message).toContain(`The whole shop is in ${dataDir}: back up, restore or move away`);
    expect(message).not.toContain('    at ');
    await mkdir(mongoDir(), { recursive: true });
    await writeFile(dataFile(), backup);
    await locate();
  });

  test('is recognized after the first start, and not before', async () => {
    await writeFile(join(dataDir, 'staff-token'), 'x'.repeat(43));
    await locate();
    expect(await readFile(join(dataDir, 'has-database'), 'utf8')).toContain('move the whole');
    await locate();
  });
});
