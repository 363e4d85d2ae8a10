import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { decodeDocument, encodeDocument } from '../bson/bson-codec.ts';
import { numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import {
  cannotWrite,
  DataDirectoryError,
  messageOf,
  missingData,
} from '../storage/directory-error.ts';
import type { FileStore } from '../storage/file-store.ts';
import { DATA_FILE } from '../storage/file-store.ts';
import { EVERYTHING, FORMAT_KEY, STATE_KEY } from '../storage/key-space.ts';
import { countUpTo } from '../storage/read-view.ts';
import { encodeState, INITIAL_STATE, nextSequence } from '../storage/state-record.ts';
import type { CollectionChange } from './migrations.ts';
import { collatedIndexes, MIGRATIONS } from './migrations.ts';
import { rebuildIndexes } from './rebuild-indexes.ts';

/**
 * Format version that this release writes. Every change to the meaning of stored bytes (key layout,
 * value encoding, a record) increments it and adds a step to {@link MIGRATIONS}.
 */
const FORMAT_VERSION = 3;
const FORMAT_NAME = 'trastienda-embedded-mongo';

/**
 * Identifies the tables of Node on which index entries under a collation depend: string order
 * (`Intl.Collator`) and letters (`normalize`, `\p{M}`).
 */
function collationTables(): string {
  const { icu, unicode } = process.versions;
  return `ICU ${icu ?? 'absent'}, Unicode ${unicode ?? 'absent'}`;
}

/**
 * Checks the format record of an existing file, or initializes a new file. Upgrades an older
 * format, and rebuilds the indexes under a collation when another Node's collation tables built
 * them. Both are atomic: after a failure or a crash the old state is unchanged. Reports each to
 * `notice` as a sentence.
 *
 * @throws {DataDirectoryError} when the file belongs to another program or a later version, when
 *   the upgrade fails, and with `mustExist` when the file is empty.
 */
export async function openFormat(
  store: FileStore,
  dir: string,
  {
    notice = () => {},
    mustExist = false,
  }: { readonly notice?: (text: string) => void; readonly mustExist?: boolean } = {},
): Promise<void> {
  const view = store.snapshot();
  let bytes: Buffer | undefined;
  let isEmpty: boolean;
  try {
    bytes = view.get(FORMAT_KEY);
    isEmpty = countUpTo(view, EVERYTHING, 1) === 0;
  } finally {
    view.release();
  }
  if (!bytes) {
    if (!isEmpty) throw new DataDirectoryError(`${dir} contains data of another program`);
    if (mustExist) throw missingData(join(dir, DATA_FILE), 'holds no data');
    await createFile(store, dir);
    return;
  }
  const record = decodeDocument(bytes);
  const version = checkFormat(record, dir);
  const tables = collationTables();
  const steps = MIGRATIONS.filter(({ from }) => from >= version);
  const changes = steps.map(({ change }) => change);
  const tasks = steps.map(({ description }) => description);
  const reasons: string[] = [];
  if (version < FORMAT_VERSION) reasons.push(`from format ${version} to ${FORMAT_VERSION}`);
  // Format 1 did not record its collation tables; its upgrade rebuilds all indexes anyway.
  if (record.collation !== undefined && record.collation !== tables) {
    reasons.push(`from the collation tables of ${String(record.collation)} to those of ${tables}`);
    changes.push(collatedIndexes);
    tasks.push('rebuilding indexes with a collation');
  }
  if (reasons.length === 0) return;
  const plan = { changes, what: reasons.join(' and '), tasks: tasks.join(', ') };
  await upgrade(store, dir, record, plan, notice);
}

async function createFile(store: FileStore, dir: string): Promise<void> {
  const record = { name: FORMAT_NAME, version: FORMAT_VERSION, createdAt: new Date() };
  const state = { ...INITIAL_STATE, sequence: nextSequence(0n, Date.now()) };
  try {
    await store.commit([
      {
        key: FORMAT_KEY,
        value: encodeDocument({ ...record, collation: collationTables() }),
      },
      { key: STATE_KEY, value: encodeState(state) },
    ]);
    if (store.isSynced) await syncDirectory(dir);
  } catch (error) {
    throw cannotWrite(dir, error);
  }
}

/** Flushes the directory entry of a new file, and that of its directory. */
async function syncDirectory(dir: string): Promise<void> {
  // Windows can neither open directories nor needs this.
  if (process.platform === 'win32') return;
  for (const path of [dir, dirname(dir)]) {
    // A directory may be writable but not readable.
    const directory = await open(path, 'r').catch(() => undefined);
    try {
      await directory?.sync();
    } finally {
      await directory?.close();
    }
  }
}

interface Upgrade {
  readonly changes: readonly CollectionChange[];
  /** Both are parts of the notice. */
  readonly what: string;
  readonly tasks: string;
}

async function upgrade(
  store: FileStore,
  dir: string,
  record: Document,
  { changes, what, tasks }: Upgrade,
  notice: (text: string) => void,
): Promise<void> {
  const changed = { ...record, version: FORMAT_VERSION, collation: collationTables() };
  notice(`Upgrading ${dir} ${what}: ${tasks}.`);
  try {
    const value = encodeDocument(changed);
    const conflicts = await rebuildIndexes(store, changes, { key: FORMAT_KEY, value });
    for (const conflict of conflicts) notice(conflict);
  } catch (error) {
    throw new DataDirectoryError(
      `${dir} could not be upgraded ${what}: ${messageOf(error)}. Its data is unchanged.`,
      { cause: error },
    );
  }
}

/**
 * Reads the format version from the format record.
 *
 * @throws {DataDirectoryError} when it is unknown or not of this program.
 */
function checkFormat({ name, version }: Document, dir: string): number {
  if (name !== FORMAT_NAME) {
    throw new DataDirectoryError(`${dir} contains data of another program`);
  }
  const found = numberOf(version) ?? 0;
  const oldest = MIGRATIONS[0]?.from ?? FORMAT_VERSION;
  if (found > FORMAT_VERSION) {
    throw new DataDirectoryError(
      `${dir} has format ${found}, but this version reads formats up to ${FORMAT_VERSION}: ` +
        'use a newer version, or move the directory away to start with an empty database',
    );
  }
  if (found < oldest) {
    throw new DataDirectoryError(`${dir} has the unknown format ${found}: it is damaged`);
  }
  return found;
}
