import { mkdir } from 'node:fs/promises';
import { cannotWrite } from '../storage/directory-error.ts';

/**
 * Creates the data directory if it does not exist.
 *
 * @throws {DataDirectoryError} when it cannot be created.
 */
export async function ensureDirectory(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true });
  } catch (error) {
    throw cannotWrite(dir, error);
  }
}
