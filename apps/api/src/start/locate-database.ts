import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataDirectoryError, keepEmbeddedMongo } from '@trastienda/embedded-mongo';
import type { Config } from '../config/env.ts';

export interface DatabaseLocation {
  readonly uri: string;
  readonly isEmbedded: boolean;
  /** Location of the data in words, without credentials. */
  readonly description: string;
  /** Releases an embedded database, which stops when it has no other user. */
  close(): void;
}

/** Callbacks for the death of the embedded database's process and its reopening. */
export interface DatabaseWatcher {
  readonly onAway?: () => void;
  readonly onReopened?: () => void;
  /** Called when reopening has failed for good. */
  readonly onLost: (error: Error) => void;
}

/**
 * Creates the directory, accessible to its owner only. An existing one of ours is restricted too,
 * with its contents: anyone who reaches the database's files can read them.
 */
async function makePrivateFolder(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  // Windows has neither file modes nor user ids.
  const userId = process.getuid?.();
  if (userId === undefined) return;
  const { uid, mode } = await stat(dir);
  if (uid === userId && (mode & 0o077) !== 0) await chmod(dir, 0o700);
}

/** Marks the data directory as one that must have a database. */
const MARKER = 'has-database';
const MARKER_TEXT = `This directory has the database of a shop, in mongo/.
As long as this file is here, the shop does not start without that database, nor with an empty one.
To begin a new shop, move the whole directory away.
`;

/**
 * Returns whether the directory has had a database. The key is older than the marker and is created
 * for embedded databases only.
 */
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
 * Returns the configured database, or the embedded one of the data directory, which is started
 * unless another process has. Server and commands share it, and reopen it when its process dies.
 *
 * @throws {DataDirectoryError} when the data directory is unusable or has lost its database.
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
  // The embedded database explains an unusable directory better than a system error does.
  await makePrivateFolder(dir).catch(() => {});
  const mongo = await openEmbedded(config.dataDir, dir, watcher);
  // The marker is optional: the shop works without it, and the database's own files detect most
  // losses.
  await writeFile(join(config.dataDir, MARKER), MARKER_TEXT, { mode: 0o600 }).catch(() => {});
  const url = new URL(mongo.uri);
  url.pathname = '/trastienda';
  const description = `Data: embedded, in ${dir}`;
  return { uri: url.toString(), isEmbedded: true, description, close: () => mongo.close() };
}
