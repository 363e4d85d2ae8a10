import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Creates an empty folder for a test file, which is removed after its tests. */
export async function useTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'create-trastienda-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
