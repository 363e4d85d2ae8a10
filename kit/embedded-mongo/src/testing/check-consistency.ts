import { Long } from 'bson';
import { decodeDocument } from '../bson/bson-codec.ts';
import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { decodeCollection } from '../catalog/catalog-record.ts';
import { MultikeyRegistry } from '../catalog/multikey-registry.ts';
import type { CollectionInfo } from '../catalog/types.ts';
import { checkDataFile } from '../storage/file-check.ts';
import { FileStore } from '../storage/file-store.ts';
import {
  COLLECTIONS,
  COUNTS,
  collectionKey,
  dataRange,
  FORMAT_KEY,
  GARBAGE,
  LOG,
  readId,
  readLogKey,
  SESSIONS,
  STATE_KEY,
} from '../storage/key-space.ts';
import type { ReadView } from '../storage/read-view.ts';
import { entriesOf } from '../storage/read-view.ts';
import { decodeState } from '../storage/state-record.ts';
import { checkCollection } from './check-collection.ts';
import type { StoredLogEntry } from './replay-log.ts';
import { replayLog } from './replay-log.ts';

const MAX_ID = 0xffff_fffe;

/** Content of a closed data directory, and its inconsistencies. */
export interface DirectoryReport {
  /** One sentence per inconsistency; empty when everything agrees. */
  readonly problems: readonly string[];
  /** Sequence of the last commit. */
  readonly sequence: bigint;
  readonly log: readonly StoredLogEntry[];
  /** Number of dropped collections and indexes that wait for the sweeper. */
  readonly dropped: number;
  /** Retryable-write records by session id in hexadecimal. */
  readonly sessions: ReadonlyMap<string, Document>;
}

/**
 * Reads a closed data directory and checks all redundant data: documents against index entries in
 * both directions, the catalog against existing keys, multikey records against documents, stored
 * counts, and, while the commit log is untrimmed, the documents against a replay of the log.
 *
 * @throws {DataDirectoryError} when a server would refuse the file.
 */
export async function checkConsistency(dir: string): Promise<DirectoryReport> {
  await checkDataFile(dir);
  const store = new FileStore(dir, false);
  const view = store.snapshot();
  try {
    return reportOn(view);
  } finally {
    view.release();
    await store.close();
  }
}

function reportOn(view: ReadView): DirectoryReport {
  const problems: string[] = [];
  const state = decodeState(view.get(STATE_KEY));
  const log = [...entriesOf(view, LOG)].map(({ key, value }) => ({
    sequence: readLogKey(key).sequence,
    bytes: value,
    entry: decodeDocument(value),
  }));
  const sessions = new Map(
    [...entriesOf(view, SESSIONS)].map(({ key, value }) => [
      key.subarray(1).toString('hex'),
      decodeDocument(value),
    ]),
  );
  // A file that was never written to has nothing to compare.
  const isNew = state.sequence === 0n && log.length === 0;
  if (!isNew && !view.get(FORMAT_KEY)) problems.push('There is no format record');
  const collections = checkCatalog(view, state.nextId, problems);
  const multikeys = new MultikeyRegistry();
  multikeys.load(view);
  for (const collection of collections) {
    problems.push(...checkCollection(view, collection, multikeys));
  }
  checkLogRecords(view, state, problems);
  if (state.trimmedSequence === 0n) problems.push(...replayLog(view, collections, log));
  for (const [id, session] of sessions) {
    const { number, statements, used } = session;
    const isWhole = number instanceof Long && isDocument(statements) && used instanceof Date;
    if (!isWhole) problems.push(`The record of session ${id} is incomplete`);
  }
  return {
    problems,
    sequence: state.sequence,
    log,
    dropped: [...entriesOf(view, GARBAGE)].length,
    sessions,
  };
}

function checkCatalog(view: ReadView, nextId: number, problems: string[]): CollectionInfo[] {
  const collections: CollectionInfo[] = [];
  const owners = new Map<number, string>();
  const own = (id: number, owner: string): void => {
    const other = owners.get(id);
    if (other !== undefined) problems.push(`${other} and ${owner} both have the id ${id}`);
    if (id <= 0 || id >= nextId) problems.push(`${owner} has the id ${id}, the next is ${nextId}`);
    owners.set(id, owner);
  };
  for (const { key, value } of entriesOf(view, COLLECTIONS)) {
    const collection = decodeCollection(value);
    const { namespace, indexes } = collection;
    collections.push(collection);
    if (!key.equals(collectionKey(namespace)))
      problems.push(`${namespace} is stored under another name`);
    own(collection.id, namespace);
    for (const index of indexes) {
      if (!index.isClustered) own(index.id, `${namespace}.${index.name}`);
    }
  }
  const counted = new Set(collections.map(({ id }) => id));
  for (const { key } of entriesOf(view, COUNTS)) {
    if (!counted.has(readId(key)))
      problems.push(`There is a count of the unknown id ${readId(key)}`);
  }
  for (const { key } of entriesOf(view, GARBAGE)) {
    own(readId(key), `garbage ${readId(key)}`);
  }
  const all = { start: dataRange(0).start, end: dataRange(MAX_ID).end };
  const unowned = new Set<number>();
  for (const { key } of entriesOf(view, all)) {
    if (!owners.has(readId(key))) unowned.add(readId(key));
  }
  for (const id of unowned) problems.push(`There are keys of the unknown id ${id}`);
  return collections;
}

function checkLogRecords(
  view: ReadView,
  state: ReturnType<typeof decodeState>,
  problems: string[],
): void {
  let bytes = 0;
  let last = { sequence: 0n, ordinal: -1 };
  for (const { key, value } of entriesOf(view, LOG)) {
    bytes += value.length;
    const { sequence, ordinal } = readLogKey(key);
    const expected = sequence === last.sequence ? last.ordinal + 1 : 0;
    const isTrimmed = sequence === state.trimmedSequence && last.sequence === 0n;
    if (ordinal !== expected && !isTrimmed) {
      problems.push(`The log goes from ${expected - 1} to ${ordinal} in commit ${sequence}`);
    }
    if (sequence > state.sequence) problems.push(`The log is ahead of commit ${state.sequence}`);
    if (sequence < state.trimmedSequence)
      problems.push(`The log contains the trimmed sequence ${sequence}`);
    last = { sequence, ordinal };
  }
  if (bytes !== state.logBytes) {
    problems.push(`The log has ${bytes} bytes, but the state record says ${state.logBytes}`);
  }
}
