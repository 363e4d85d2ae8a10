import type { Catalog } from '../catalog/catalog.ts';
import { encodeCollection } from '../catalog/catalog-record.ts';
import type { MultikeyRegistry } from '../catalog/multikey-registry.ts';
import type { CollectionInfo } from '../catalog/types.ts';
import {
  collectionKey,
  countKey,
  garbageKey,
  LOG,
  logKey,
  readLogKey,
} from '../storage/key-space.ts';
import type { OverlayView } from '../storage/overlay-view.ts';
import { entriesOf } from '../storage/read-view.ts';
import { nextSequence } from '../storage/state-record.ts';
import type { IntentTable } from './intents.ts';
import { BlockedByTransaction, intentKey } from './intents.ts';
import { encodeLogEvent } from './log-record.ts';
import type { RetryIdentity } from './retry-record.ts';
import type { LogEvent, WriteContext } from './write-context.ts';

const EMPTY = Buffer.alloc(0);

/** State that the members of a commit group share with the engine. */
export interface GroupState {
  readonly sequence: bigint;
  catalog: Catalog;
  nextOrdinal: number;
  trimmedSequence: bigint;
  logBytes: number;
  readonly multikeyIndexes: Set<number>;
  /** The engine allocates ids, since open transactions need some as well. */
  allocateId(): number;
}

/** Context of a write outside of transactions, a member of a commit group. */
export class GroupContext implements WriteContext {
  readonly view: OverlayView;
  readonly now: Date;
  readonly isTransaction = false;
  readonly claims = new Set<string>();
  private readonly group: GroupState;
  private readonly intents: IntentTable;
  private readonly multikeys: MultikeyRegistry;
  private readonly before: Pick<
    GroupState,
    'catalog' | 'nextOrdinal' | 'trimmedSequence' | 'logBytes'
  >;

  constructor(
    group: GroupState,
    view: OverlayView,
    intents: IntentTable,
    multikeys: MultikeyRegistry,
    now: Date,
  ) {
    this.group = group;
    this.view = view;
    this.intents = intents;
    this.multikeys = multikeys;
    this.now = now;
    const { catalog, nextOrdinal, trimmedSequence, logBytes } = group;
    this.before = { catalog, nextOrdinal, trimmedSequence, logBytes };
  }

  get catalog(): Catalog {
    return this.group.catalog;
  }

  /** Undoes everything outside the view. Ids are not reused, multikey paths only grow. */
  rollback(): void {
    Object.assign(this.group, this.before);
  }

  claim(key: Buffer): void {
    const text = intentKey(key);
    this.wait(text);
    this.claims.add(text);
  }

  private wait(text: string): void {
    const holder = this.intents.holderOf(text);
    if (holder) throw new BlockedByTransaction(holder);
  }

  touchCollection(_collection: CollectionInfo): void {}

  claimCollection(collection: CollectionInfo): void {
    this.wait(collectionIntentKey(collection.id));
    this.claim(collectionKey(collection.namespace));
  }

  putCollection(collection: CollectionInfo): void {
    this.claim(collectionKey(collection.namespace));
    this.group.catalog = this.group.catalog.with(collection, this.group.catalog.version + 1);
    this.view.put(collectionKey(collection.namespace), encodeCollection(collection));
  }

  dropCollection(collection: CollectionInfo): void {
    this.group.catalog = this.group.catalog.without(
      collection.namespace,
      this.group.catalog.version + 1,
    );
    this.view.remove(collectionKey(collection.namespace));
    this.view.remove(countKey(collection.id));
    this.discardKeys(collection.id);
    for (const index of collection.indexes) this.discardKeys(index.id);
  }

  moveCollection(from: CollectionInfo, to: CollectionInfo): void {
    this.group.catalog = this.group.catalog.without(from.namespace, this.group.catalog.version + 1);
    this.view.remove(collectionKey(from.namespace));
    this.putCollection(to);
  }

  discardKeys(id: number): void {
    this.view.put(garbageKey(id), EMPTY);
  }

  allocateId(): number {
    return this.group.allocateId();
  }

  markMultikey(indexId: number, paths: readonly string[], arrayPaths?: readonly string[]): void {
    if (this.multikeys.note(indexId, paths, arrayPaths)) this.group.multikeyIndexes.add(indexId);
  }

  log(event: LogEvent, transaction?: RetryIdentity): void {
    const key = logKey(this.group.sequence, this.group.nextOrdinal);
    this.group.nextOrdinal += 1;
    const entry = encodeLogEvent(event, this.now, transaction);
    this.group.logBytes += entry.length;
    this.view.put(key, entry);
  }

  /**
   * Removes the oldest log entries, at limit `limit`, while the log exceeds `maxBytes` or they are
   * older than `maxAgeMs`. Returns true when nothing is left to remove.
   */
  trimLog(maxBytes: number, maxAgeMs: number, limit: number): boolean {
    const oldest = nextSequence(0n, this.now.getTime() - maxAgeMs);
    let removed = 0;
    for (const { key, value } of entriesOf(this.view, LOG)) {
      const { sequence } = readLogKey(key);
      if (sequence >= oldest && this.group.logBytes <= maxBytes) return true;
      if (removed >= limit) return false;
      removed += 1;
      this.view.remove(key);
      this.group.logBytes -= value.length;
      this.group.trimmedSequence = sequence;
    }
    return true;
  }
}

/** Intent key that marks a collection as written to by an open transaction. */
export function collectionIntentKey(collectionId: number): string {
  return `touch:${collectionId}`;
}
