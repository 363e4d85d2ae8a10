import type { Catalog } from '../catalog/catalog.ts';
import type { MultikeyRegistry } from '../catalog/multikey-registry.ts';
import type { CollectionInfo } from '../catalog/types.ts';
import { mongoError, writeConflict } from '../mongo-error.ts';
import type { Coroutine } from '../scheduling/coroutine.ts';
import { addToCount, readCount } from '../storage/document-count.ts';
import { collectionKey, isCountKey, readId } from '../storage/key-space.ts';
import type { OverlayView } from '../storage/overlay-view.ts';
import { collectionIntentKey } from './group-context.ts';
import type { IntentTable, RecentWrites } from './intents.ts';
import { intentKey } from './intents.ts';
import type { Transaction } from './transaction.ts';
import type { LogEvent, WriteContext } from './write-context.ts';

/** Engine services that transactions use. */
interface TransactionServices {
  readonly intents: IntentTable;
  readonly recent: RecentWrites;
  readonly multikeys: MultikeyRegistry;
  allocateId(): number;
}

/** Context of a write inside a transaction. Writes stay in memory until the commit. */
export class TransactionContext implements WriteContext {
  readonly isTransaction = true;
  readonly now = new Date();
  private readonly transaction: Transaction;
  private readonly services: TransactionServices;

  constructor(transaction: Transaction, services: TransactionServices) {
    this.transaction = transaction;
    this.services = services;
  }

  get view(): OverlayView {
    return this.transaction.view;
  }

  get catalog(): Catalog {
    return this.transaction.catalog;
  }

  claim(key: Buffer): void {
    this.claimText(intentKey(key));
  }

  private claimText(text: string): void {
    const { intents, recent } = this.services;
    const holder = intents.holderOf(text);
    if (holder === this.transaction) return;
    if (holder || recent.isWrittenAfter(text, this.transaction.snapshot.sequence)) {
      throw writeConflict();
    }
    intents.hold(text, this.transaction);
    this.transaction.claims.add(text);
  }

  /**
   * Several transactions may write to one collection, but an intent has one holder: the first of
   * them. A change of the collection waits for that one; the others detect it at commit.
   */
  touchCollection(collection: CollectionInfo): void {
    const { touched, claims } = this.transaction;
    if (touched.has(collection.namespace)) return;
    touched.add(collection.namespace);
    const text = collectionIntentKey(collection.id);
    if (this.services.intents.holderOf(text)) return;
    this.services.intents.hold(text, this.transaction);
    claims.add(text);
  }

  claimCollection(collection: CollectionInfo): void {
    const holder = this.services.intents.holderOf(collectionIntentKey(collection.id));
    if (holder && holder !== this.transaction) throw writeConflict();
    this.claim(collectionKey(collection.namespace));
  }

  putCollection(collection: CollectionInfo): void {
    this.claim(collectionKey(collection.namespace));
    const { transaction } = this;
    const isNew = !transaction.catalog.get(collection.namespace);
    transaction.catalogChanges.push({ kind: 'put', collection, isNew });
    transaction.catalog = transaction.catalog.with(collection, transaction.catalog.version);
    transaction.touched.add(collection.namespace);
  }

  dropCollection(collection: CollectionInfo): void {
    const { transaction } = this;
    transaction.catalogChanges.push({ kind: 'drop', collection });
    transaction.catalog = transaction.catalog.without(
      collection.namespace,
      transaction.catalog.version,
    );
  }

  moveCollection(): void {
    throw mongoError(263, 'Cannot run renameCollection in a multi-document transaction.');
  }

  discardKeys(id: number): void {
    this.transaction.discardedIds.push(id);
  }

  allocateId(): number {
    return this.services.allocateId();
  }

  markMultikey(indexId: number, paths: readonly string[], arrayPaths?: readonly string[]): void {
    if (this.services.multikeys.note(indexId, paths, arrayPaths))
      this.transaction.multikeyIndexes.add(indexId);
  }

  log(event: LogEvent): void {
    this.transaction.events.push(event);
  }
}

/**
 * Adds the transaction's difference to the current count, since others may have written to the
 * collection after the snapshot.
 */
function addCounted(transaction: Transaction, target: WriteContext, key: Buffer): void {
  const id = readId(key);
  const added = readCount(transaction.view, id) - readCount(transaction.snapshot.view, id);
  addToCount(target.view, id, added);
}

/**
 * Adds a transaction's writes to a commit group.
 *
 * @throws {MongoError} 112 when a collection that it wrote to has changed in the meantime. All
 *   other conflicts were detected when the write was made.
 */
export function* applyTransaction(
  transaction: Transaction,
  target: WriteContext,
  multikeyTargets: Set<number>,
): Coroutine<void> {
  const created = new Set(
    transaction.catalogChanges.flatMap((change) =>
      change.kind === 'put' && change.isNew ? [change.collection.namespace] : [],
    ),
  );
  for (const namespace of transaction.touched) {
    const expected = created.has(namespace)
      ? undefined
      : transaction.snapshot.catalog.get(namespace);
    if (target.catalog.get(namespace) !== expected) throw writeConflict();
  }
  for (const { key, value } of transaction.view.pending()) {
    if (isCountKey(key)) addCounted(transaction, target, key);
    else if (value) target.view.put(key, value);
    else target.view.remove(key);
    yield undefined;
  }
  for (const change of transaction.catalogChanges) {
    if (change.kind === 'put') target.putCollection(change.collection);
    else target.dropCollection(change.collection);
  }
  for (const id of transaction.discardedIds) target.discardKeys(id);
  for (const indexId of transaction.multikeyIndexes) multikeyTargets.add(indexId);
}
