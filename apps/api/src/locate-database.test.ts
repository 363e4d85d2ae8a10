import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseEnv } from './env.ts';
import { locateDatabase } from './locate-database.ts';
import { stopEmbedded } from './testing/stop-embedded.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trastienda-locate-'));
});
afterEach(async () => {
  await stopEmbedded(dataDir);
  await rm(dataDir, { recursive: true, force: true });
});

const locate = () => {
  const env = { TRASTIENDA_DATA_DIR: dataDir };
  return locateDatabase(parseEnv(env, { isTerminal: false, program: 'command' }).config);
};

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe.skipIf(process.platform === 'win32')('The files of the embedded database', () => {
  test('are behind a folder that only their owner can open', async () => {
    await chmod(dataDir, 0o755);
    await locate();
    expect(await modeOf(join(dataDir, 'mongo'))).toBe(0o700);
    // The folder around it was there before, and is somebody else's to close.
    expect(await modeOf(dataDir)).toBe(0o755);
  });

  test('are so too in a folder that was open to all', async () => {
    await mkdir(join(dataDir, 'mongo'));
    await chmod(join(dataDir, 'mongo'), 0o755);
    await locate();
    expect(await modeOf(join(dataDir, 'mongo'))).toBe(0o700);
  });
});
