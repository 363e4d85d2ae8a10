import { batchesOf, type MigrationContext } from '@trastienda/mongo';
import { normalizeSku } from '@trastienda/shop-contract';
import type { mongo } from 'mongoose';
import { renameInPurchases } from './rename-in-purchases.ts';
import { checkMatched, type Renames, renamed, type WithSku } from './renames.ts';
import { NON_ASCII, visibleText } from './visible-text.ts';

/** SKUs per transaction: each scans carts, checkouts, orders and payments. */
const BATCH = 50;

interface StoredStock {
  readonly _id: string;
}

interface StoredProduct {
  readonly _id: mongo.ObjectId;
  readonly revision: number;
  readonly variants: readonly WithSku[];
}

interface StoredPrice {
  /** `<currency>\n<SKU>`. */
  readonly _id: string;
}

/** Renames stock and its history, which numbers movements and events per SKU. */
async function renameStock(
  db: mongo.Db,
  renames: Renames,
  session: mongo.ClientSession,
): Promise<void> {
  const stock = db.collection<StoredStock>('stock');
  for (const [sku, spelled] of renames) {
    const before = await stock.findOne({ _id: sku }, { session });
    if (before === null) continue;
    await stock.insertOne({ ...before, _id: spelled }, { session });
    await stock.deleteOne({ _id: sku }, { session });
    const change = { $set: { sku: spelled } };
    await db.collection('stock_movements').updateMany({ sku }, change, { session });
    const aggregate = { aggregate: 'stock', aggregateId: sku };
    const $set = { aggregateId: spelled };
    await db.collection('events').updateMany(aggregate, { $set }, { session });
  }
}

/** Increments revisions, so that a concurrent edit does not write the old SKU back. */
async function renameInCatalog(
  db: mongo.Db,
  renames: Renames,
  session: mongo.ClientSession,
): Promise<void> {
  const products = db.collection<StoredProduct>('products');
  const skus = { $in: [...renames.keys()] };
  const found = await products.find({ 'variants.sku': skus }, { session }).toArray();
  for (const { _id, revision, variants } of found) {
    const change = { $set: { variants: renamed(variants, renames) }, $inc: { revision: 1 } };
    checkMatched(await products.updateOne({ _id, revision }, change, { session }));
  }
}

/** Renames SKUs within a transaction; returns those whose normalized spelling is another SKU. */
async function renameBatch(
  db: mongo.Db,
  batch: readonly [string, string][],
  session: mongo.ClientSession,
): Promise<[string, string][]> {
  const stock = db.collection<StoredStock>('stock');
  const known = stock.find({ _id: { $in: batch.flat() } }, { session, projection: { _id: 1 } });
  const taken = new Set((await known.toArray()).map(({ _id }) => _id));
  const renames = new Map<string, string>();
  const refused: [string, string][] = [];
  for (const [sku, spelled] of batch) {
    // Another process has renamed it meanwhile.
    if (!taken.has(sku)) continue;
    if (taken.has(spelled)) refused.push([sku, spelled]);
    else renames.set(sku, spelled);
    taken.add(spelled);
  }
  if (renames.size === 0) return refused;
  await renameStock(db, renames, session);
  await renameInCatalog(db, renames, session);
  await renameInPurchases(db, renames, session);
  return refused;
}

/** Price lists may name SKUs that no product has yet. */
async function renamePrices(
  { db, signal, transaction }: MigrationContext,
  kept: ReadonlySet<string>,
): Promise<void> {
  const prices = db.collection<StoredPrice>('prices');
  const rename = async (before: string, session: mongo.ClientSession) => {
    const [currency = '', sku = ''] = before.split('\n');
    const _id = `${currency}\n${normalizeSku(sku)}`;
    if (_id === before || kept.has(sku)) return;
    const price = await prices.findOne({ _id: before }, { session });
    if (price === null) return;
    const isTaken = (await prices.findOne({ _id }, { session })) !== null;
    if (!isTaken) await prices.insertOne({ ...price, _id }, { session });
    await prices.deleteOne({ _id: before }, { session });
  };
  for await (const batch of batchesOf(prices, { _id: NON_ASCII }, { signal, size: BATCH })) {
    await transaction(async (session) => {
      for (const { _id } of batch) await rename(_id, session);
    });
  }
}

/**
 * Normalizes SKUs to the form in which they are looked up, everywhere except in the audit log; each
 * SKU completely or not at all. Returns a sentence for each SKU left unchanged because another one
 * has that spelling.
 */
export async function renameSkus(context: MigrationContext): Promise<string[]> {
  const { db, signal, transaction } = context;
  const stock = db.collection<StoredStock>('stock');
  const kept = new Map<string, string>();
  const options = { signal, size: BATCH, projection: { _id: 1 } };
  for await (const found of batchesOf(stock, { _id: NON_ASCII }, options)) {
    const batch = found.flatMap(({ _id: sku }): [string, string][] => {
      const spelled = normalizeSku(sku);
      return spelled === sku ? [] : [[sku, spelled]];
    });
    if (batch.length === 0) continue;
    const refused = await transaction((session) => renameBatch(db, batch, session));
    for (const [sku, spelled] of refused) kept.set(sku, spelled);
  }
  await renamePrices(context, new Set(kept.keys()));
  return [...kept].map(([sku, spelled]) => {
    const [old, other] = [visibleText(sku), visibleText(spelled)];
    return `The SKU ${old} cannot be looked up: there is ${other}. Give its variant another one.`;
  });
}
