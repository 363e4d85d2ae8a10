import { mkdir } from 'node:fs/promises';
import { cannotWrite } from '../storage/directory-error.ts';

/** Makes the data directory where there is none; throws `DataDirectoryError`. */
export async function makeDirectory(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true });
  } catch (error) {
    throw cannotWrite(dir, error);
  }
}
