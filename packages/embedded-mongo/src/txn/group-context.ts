import type { Catalog } from '../catalog/catalog.ts';
import { encodeCollection } from '../catalog/catalog-record.ts';
import type { MultikeyRegistry } from '../catalog/multikey-registry.ts';
import type { CollectionInfo } from '../catalog/types.ts';
import { collectionKey, garbageKey, logKey } from '../storage/key-space.ts';
import type { OverlayView } from '../storage/overlay-view.ts';
import type { IntentTable } from './intents.ts';
import { BlockedByTransaction, keyText } from './intents.ts';
import { encodeLogEvent } from './log-record.ts';
import type { RetryIdentity } from './retry-record.ts';
import type { LogEvent, WriteContext } from './write-context.ts';

const EMPTY = Buffer.alloc(0);

/** What a group of commits shares with the engine. */
export interface GroupState {
  readonly sequence: bigint;
  catalog: Catalog;
  nextId: number;
  nextOrdinal: number;
  readonly multikeyIndexes: Set<number>;
}

/** The context of one write outside of transactions, as a member of a commit group. */
export class GroupContext implements WriteContext {
  readonly view: OverlayView;
  readonly now: Date;
  readonly isTransaction = false;
  readonly claims: string[] = [];
  private readonly group: GroupState;
  private readonly intents: IntentTable;
  private readonly multikeys: MultikeyRegistry;
  private readonly before: { catalog: Catalog; nextOrdinal: number };

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
    this.before = { catalog: group.catalog, nextOrdinal: group.nextOrdinal };
  }

  get catalog(): Catalog {
    return this.group.catalog;
  }

  /** Takes back what is not in the view. Ids are not reused, multikey paths only grow. */
  rollback(): void {
    this.group.catalog = this.before.catalog;
    this.group.nextOrdinal = this.before.nextOrdinal;
  }

  claim(key: Buffer): void {
    const text = keyText(key);
    this.wait(text);
    this.claims.push(text);
  }

  private wait(text: string): void {
    const holder = this.intents.holderOf(text);
    if (holder) throw new BlockedByTransaction(holder);
  }

  touchCollection(_collection: CollectionInfo): void {}

  claimCollection(collection: CollectionInfo): void {
    this.wait(touchText(collection.id));
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
    const id = this.group.nextId;
    this.group.nextId += 1;
    return id;
  }

  markMultikey(indexId: number, paths: readonly string[]): void {
    if (this.multikeys.note(indexId, paths)) this.group.multikeyIndexes.add(indexId);
  }

  log(event: LogEvent, transaction?: RetryIdentity): void {
    const key = logKey(this.group.sequence, this.group.nextOrdinal);
    this.group.nextOrdinal += 1;
    this.view.put(key, encodeLogEvent(event, this.now, transaction));
  }
}

/** The intent that says: a transaction has written documents of this collection. */
export function touchText(collectionId: number): string {
  return `touch:${collectionId}`;
}
