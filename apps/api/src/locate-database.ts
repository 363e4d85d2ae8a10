import { chmod, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbeddedMongo } from '@trastienda/embedded-mongo';
import type { Config } from './env.ts';

export interface DatabaseLocation {
  readonly uri: string;
  readonly isEmbedded: boolean;
  /** Where the data is, in words, without credentials. */
  readonly description: string;
}

/**
 * Makes the folder, for its owner only. One that is there already, with what is in it, is closed to
 * others too when it is ours: the database's files are readable by whoever reaches them.
 */
async function makePrivateFolder(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  // Windows has no such modes, and no user ids.
  const userId = process.getuid?.();
  if (userId === undefined) return;
  const { uid, mode } = await stat(dir);
  if (uid === userId && (mode & 0o077) !== 0) await chmod(dir, 0o700);
}

/**
 * The configured database or, without one, the embedded one of the data directory, started if no
 * other process has done so: server and commands share it.
 */
export async function locateDatabase(config: Config): Promise<DatabaseLocation> {
  if (config.mongodbUri !== undefined) {
    return { uri: config.mongodbUri, isEmbedded: false, description: 'Data: MONGODB_URI' };
  }
  const dir = join(config.dataDir, 'mongo');
  // What is wrong with a folder the database explains better than a system error does.
  await makePrivateFolder(dir).catch(() => {});
  const { uri } = await openEmbeddedMongo({ dir });
  const url = new URL(uri);
  url.pathname = '/trastienda';
  return { uri: url.toString(), isEmbedded: true, description: `Data: embedded, in ${dir}` };
}
