import { decodeDocument } from '../bson/bson-codec.ts';
import { decodeCollection, encodeCollection } from '../catalog/catalog-record.ts';
import { entriesInIndex } from '../catalog/index-entries.ts';
import { MultikeyRegistry, TRUNCATED_KEYS } from '../catalog/multikey-registry.ts';
import type { CollectionInfo, IndexInfo } from '../catalog/types.ts';
import { encodeCount } from '../storage/document-count.ts';
import type { FileStore } from '../storage/file-store.ts';
import {
  COLLECTIONS,
  collectionKey,
  countKey,
  DATA_PREFIX_BYTES,
  dataRange,
  garbageKey,
  multikeyKey,
  STATE_KEY,
} from '../storage/key-space.ts';
import type { ReadView } from '../storage/read-view.ts';
import { entriesOf } from '../storage/read-view.ts';
import type { PendingEntry } from '../storage/sorted-map.ts';
import { decodeState, encodeState } from '../storage/state-record.ts';
import { countDuplicateKeys } from './find-duplicate-keys.ts';
import type { CollectionChange } from './migrations.ts';

const EMPTY = Buffer.alloc(0);

/** Entries per commit, so that memory use does not grow with the data. */
const BATCH_ENTRIES = 20_000;

interface Rebuild {
  readonly before: CollectionInfo;
  readonly after: CollectionInfo;
  readonly added: readonly IndexInfo[];
}

/**
 * Rebuilds indexes next to the old ones and counts the documents. One last commit switches to both
 * and stores `record`. Until then the old state is intact: new entries are marked as garbage, which
 * the sweeper removes after a crash. No other writes may run meanwhile.
 *
 * Returns a sentence for every unique index in which documents now share a key. Those documents
 * stay unchanged.
 */
export async function rebuildIndexes(
  store: FileStore,
  changes: readonly CollectionChange[],
  record: PendingEntry,
): Promise<string[]> {
  const view = store.snapshot();
  try {
    const state = decodeState(view.get(STATE_KEY));
    let { nextId } = state;
    const allocateId = (): number => {
      nextId += 1;
      return nextId - 1;
    };
    const rebuilds = [...entriesOf(view, COLLECTIONS)].map(({ value }) =>
      plan(decodeCollection(value), changes, allocateId),
    );
    const added = rebuilds.flatMap((one) => one.added);
    const stateEntry = { key: STATE_KEY, value: encodeState({ ...state, nextId }) };
    await store.commit([
      stateEntry,
      ...added.map(({ id }) => ({ key: garbageKey(id), value: EMPTY })),
    ]);
    const multikeys = new MultikeyRegistry();
    for (const rebuild of rebuilds) await build(store, view, rebuild, multikeys);
    const conflicts = describeDuplicates(store, rebuilds);
    const counts = rebuilds.map(({ before: { id } }) => ({
      key: countKey(id),
      value: encodeCount(view.count(dataRange(id))),
    }));
    await store.commit([
      record,
      ...counts,
      ...rebuilds.flatMap((one) => swapIndexes(one, multikeys)),
    ]);
    return conflicts;
  } finally {
    view.release();
  }
}

function plan(
  before: CollectionInfo,
  changes: readonly CollectionChange[],
  allocateId: () => number,
): Rebuild {
  const after = changes.reduce((changed, change) => change(changed, allocateId), before);
  const known = new Set(before.indexes.map(({ id }) => id));
  return { before, after, added: after.indexes.filter(({ id }) => !known.has(id)) };
}

async function build(
  store: FileStore,
  view: ReadView,
  { before, added }: Rebuild,
  multikeys: MultikeyRegistry,
): Promise<void> {
  if (added.length === 0) return;
  let batch: PendingEntry[] = [];
  for (const { key, value } of entriesOf(view, dataRange(before.id))) {
    const id = key.subarray(DATA_PREFIX_BYTES);
    const document = decodeDocument(value);
    for (const index of added) {
      const { entries, multikeyPaths, arrayPaths } = entriesInIndex(index, document, id);
      const isTruncated = entries.some((entry) => entry.isTruncated);
      multikeys.note(
        index.id,
        isTruncated ? [...multikeyPaths, TRUNCATED_KEYS] : multikeyPaths,
        arrayPaths,
      );
      for (const { storageKey } of entries) batch.push({ key: storageKey, value: id });
    }
    if (batch.length >= BATCH_ENTRIES) {
      await store.commit(batch);
      batch = [];
    }
  }
  if (batch.length > 0) await store.commit(batch);
}

/** Builds the writes that replace the old indexes with the new ones. */
function swapIndexes(
  { before, after, added }: Rebuild,
  multikeys: MultikeyRegistry,
): PendingEntry[] {
  if (added.length === 0) return [];
  const kept = new Set([after.id, ...after.indexes.map(({ id }) => id)]);
  const retired = before.indexes.filter(({ id }) => !kept.has(id));
  return [
    { key: collectionKey(after.namespace), value: encodeCollection(after) },
    ...added.map(({ id }) => ({ key: garbageKey(id), value: null })),
    ...added.map(({ id }) => multikeys.record(id)),
    ...retired.map(({ id }) => ({ key: garbageKey(id), value: EMPTY })),
    ...retired.map(({ id }) => ({ key: multikeyKey(id), value: null })),
  ];
}

function describeDuplicates(store: FileStore, rebuilds: readonly Rebuild[]): string[] {
  const view = store.snapshot();
  try {
    return rebuilds.flatMap(({ after, added }) =>
      added
        .filter(({ isUnique }) => isUnique)
        .map((index) => ({ index, count: countDuplicateKeys(view, after, index) }))
        .filter(({ count }) => count > 0)
        .map(
          ({ index, count }) =>
            `${after.namespace} contains ${count} documents with a duplicate key in the unique index ` +
            `"${index.name}": change or delete them.`,
        ),
    );
  } finally {
    view.release();
  }
}
