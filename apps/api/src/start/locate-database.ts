import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataDirectoryError, keepEmbeddedMongo } from '@trastienda/embedded-mongo';
import type { Config } from '../config/env.ts';

export interface DatabaseLocation {
  readonly uri: string;
  readonly isEmbedded: boolean;
  /** Where the data is, in words, without credentials. */
  readonly description: string;
  /** Lets go of an embedded database, which then ends when nobody uses it. */
  close(): void;
}

/** What to do when the process of an embedded database ends, which is then reopened. */
export interface DatabaseWatcher {
  readonly onAway?: () => void;
  readonly onReopened?: () => void;
  /** It could not be reopened; nothing is tried any more. */
  readonly onLost: (error: Error) => void;
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

/** Says in the data directory that its database is not to be missed. */
const MARKER = 'has-database';
const MARKER_TEXT = `This directory has the database of a shop, in mongo/.
As long as this file is here, the shop does not start without that database, nor with an empty one.
To begin a new shop, move the whole directory away.
`;

/** Whether there was a database; the key is older than the marker, and is made for no other one. */
async function hadDatabase(dataDir: string): Promise<boolean> {
  const found = await Promise.allSettled(
    [MARKER, 'encryption-key'].map((name) => stat(join(dataDir, name))),
  );
  return found.some(({ status }) => status === 'fulfilled');
}

async function openEmbedded(dataDir: string, dir: string, watcher: DatabaseWatcher) {
  const mustExist = await hadDatabase(dataDir);
  try {
    return await keepEmbeddedMongo({ dir, mustExist, ...watcher });
  } catch (error) {
    if (!(error instanceof DataDirectoryError)) throw error;
    const advice = `The whole shop is in ${dataDir}: back up, restore or move away all of it together.`;
    throw new DataDirectoryError(`${error.message}\n${advice}`, { cause: error });
  }
}

/**
 * The configured database or, without one, the embedded one of the data directory, started if no
 * other process has done so: server and commands share it, and reopen it when it ends.
 *
 * @throws {DataDirectoryError} when the data directory cannot be used, or has lost its database.
 */
export async function locateDatabase(
  config: Config,
  watcher: DatabaseWatcher,
): Promise<DatabaseLocation> {
  if (config.mongodbUri !== undefined) {
    const description = 'Data: MONGODB_URI';
    return { uri: config.mongodbUri, isEmbedded: false, description, close: () => {} };
  }
  const dir = join(config.dataDir, 'mongo');
  // What is wrong with a folder the database explains better than a system error does.
  await makePrivateFolder(dir).catch(() => {});
  const mongo = await openEmbedded(config.dataDir, dir, watcher);
  // Without the marker the shop works as well, and the database's own files tell most of it.
  await writeFile(join(config.dataDir, MARKER), MARKER_TEXT, { mode: 0o600 }).catch(() => {});
  const url = new URL(mongo.uri);
  url.pathname = '/trastienda';
  const description = `Data: embedded, in ${dir}`;
  return { uri: url.toString(), isEmbedded: true, description, close: () => mongo.close() };
}
