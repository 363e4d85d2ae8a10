import { normalizeSku } from '@trastienda/contract';
import type { Connection } from 'mongoose';
import type { CartDocument } from '../carts/cart-document.ts';
import type { CheckoutDocument } from '../checkouts/checkout-document.ts';
import type { RunTransaction } from '../connection/transaction.ts';
import type { EventDocument } from '../events/event-document.ts';
import type { OrderDocument } from '../orders/order-document.ts';
import type { PaymentDocument } from '../payments/payment-document.ts';
import type { PriceDocument } from '../pricing/price-document.ts';
import { productModel } from '../products/product-model.ts';
import type { StockDocument, StockMovementDocument } from '../stock/stock-document.ts';
import { NON_ASCII, visibleText } from './visible-text.ts';

/** As many are renamed in one transaction: each looks through carts, checkouts, orders and payments. */
const BATCH = 50;

/** From the SKU as it is stored to its one spelling. */
type Renames = ReadonlyMap<string, string>;

/** The lines with new SKUs. */
function renamed<Line extends { readonly sku: string }>(
  lines: readonly Line[],
  renames: Renames,
): Line[] {
  return lines.map((line) => ({ ...line, sku: renames.get(line.sku) ?? line.sku }));
}

/** The SKUs with stock that are not in their one spelling, with that spelling. */
async function findRenames(connection: Connection): Promise<[string, string][]> {
  const stock = connection.model<StockDocument>('Stock');
  const found = await stock.find({ _id: NON_ASCII }, { _id: 1 }).lean<{ _id: string }[]>();
  return found.flatMap(({ _id: sku }) => {
    const spelled = normalizeSku(sku);
    return spelled === sku ? [] : [[sku, spelled]];
  });
}

/** Stock with its history, which numbers its movements and events per SKU. */
async function renameStock(connection: Connection, renames: Renames): Promise<void> {
  const stock = connection.model<StockDocument>('Stock');
  const movements = connection.model<StockMovementDocument>('StockMovement');
  const events = connection.model<EventDocument>('Event');
  for (const [sku, spelled] of renames) {
    const before = await stock.findById(sku).lean<StockDocument>();
    if (before === null) continue;
    await stock.insertMany([{ ...before, _id: spelled }], { lean: true });
    await stock.deleteOne({ _id: sku });
    await movements.updateMany({ sku }, { $set: { sku: spelled } });
    const aggregate = { aggregate: 'stock', aggregateId: sku } as const;
    await events.updateMany(aggregate, { $set: { aggregateId: spelled } });
  }
}

/** The transaction's snapshot promises as much already; this holds even where it is broken. */
function checkMatched({ matchedCount }: { readonly matchedCount: number }): void {
  if (matchedCount > 0) return;
  throw new Error('A document changed between two operations of one transaction.');
}

/** Raises revisions, so that an edit that was begun before does not write the old SKU back. */
async function renameInCatalog(connection: Connection, renames: Renames): Promise<void> {
  const products = productModel(connection);
  const skus = { $in: [...renames.keys()] };
  for (const { _id, revision, variants } of await products.find({ 'variants.sku': skus }).lean()) {
    const change = { $set: { variants: renamed(variants, renames) }, $inc: { revision: 1 } };
    checkMatched(await products.updateOne({ _id, revision }, change));
  }
}

/** Price lists may name SKUs that no product has yet. */
async function renamePrices(connection: Connection, kept: ReadonlySet<string>): Promise<void> {
  const prices = connection.model<PriceDocument>('Price');
  for (const price of await prices.find({ _id: NON_ASCII }).lean<PriceDocument[]>()) {
    const [currency = '', sku = ''] = price._id.split('\n');
    const _id = `${currency}\n${normalizeSku(sku)}`;
    if (_id === price._id || kept.has(sku)) continue;
    const isTaken = (await prices.exists({ _id })) !== null;
    if (!isTaken) await prices.insertMany([{ ...price, _id }], { lean: true });
    await prices.deleteOne({ _id: price._id });
  }
}

async function renameInPurchases(connection: Connection, renames: Renames): Promise<void> {
  const skus = { $in: [...renames.keys()] };
  const carts = connection.model<CartDocument>('Cart');
  const filled = await carts.find({ 'lines.sku': skus }).lean<CartDocument[]>();
  for (const { _id, revision, lines } of filled) {
    const change = { $set: { lines: renamed(lines, renames) }, $inc: { revision: 1 } };
    checkMatched(await carts.updateOne({ _id, revision }, change));
  }
  const checkouts = connection.model<CheckoutDocument>('Checkout');
  const begun = await checkouts.find({ 'lines.sku': skus }).lean<CheckoutDocument[]>();
  for (const { _id, lines, holds, prices } of begun) {
    const change = {
      lines: renamed(lines, renames),
      holds: renamed(holds, renames),
      prices: { ...prices, lines: renamed(prices.lines, renames) },
    };
    await checkouts.updateOne({ _id }, { $set: change });
  }
  const orders = connection.model<OrderDocument>('Order');
  const placed = await orders.find({ 'lines.sku': skus }).lean<OrderDocument[]>();
  for (const { _id, lines, prices, fulfilments, returns } of placed) {
    const withLines = <Part extends { readonly lines: readonly { readonly sku: string }[] }>(
      part: Part,
    ) => ({ ...part, lines: renamed(part.lines, renames) });
    const change = {
      lines: renamed(lines, renames),
      prices: { ...prices, lines: renamed(prices.lines, renames) },
      fulfilments: fulfilments.map(withLines),
      returns: returns.map(withLines),
    };
    await orders.updateOne({ _id }, { $set: change });
  }
  const payments = connection.model<PaymentDocument>('Payment');
  const paid = await payments.find({ 'refunds.lines.sku': skus }).lean<PaymentDocument[]>();
  for (const { _id, refunds: before } of paid) {
    const refunds = before.map((refund) => ({ ...refund, lines: renamed(refund.lines, renames) }));
    await payments.updateOne({ _id }, { $set: { refunds } });
  }
}

/** Renames SKUs within a transaction; returns those whose spelling is another SKU already. */
async function renameBatch(
  connection: Connection,
  batch: readonly [string, string][],
): Promise<[string, string][]> {
  const stock = connection.model<StockDocument>('Stock');
  const known = await stock
    .find({ _id: { $in: batch.flat() } }, { _id: 1 })
    .lean<{ _id: string }[]>();
  const taken = new Set(known.map(({ _id }) => _id));
  const renames = new Map<string, string>();
  const refused: [string, string][] = [];
  for (const [sku, spelled] of batch) {
    // Another process has renamed it in the meantime.
    if (!taken.has(sku)) continue;
    if (taken.has(spelled)) refused.push([sku, spelled]);
    else renames.set(sku, spelled);
    taken.add(spelled);
  }
  await renameStock(connection, renames);
  await renameInCatalog(connection, renames);
  await renameInPurchases(connection, renames);
  return refused;
}

/**
 * Gives SKUs the one spelling that they are looked up by, wherever they are stored but in the audit log;
 * a SKU whole or not at all. Returns a sentence for each that keeps its own because there is another SKU with
 * that spelling.
 */
export async function renameSkus(
  connection: Connection,
  transaction: RunTransaction,
): Promise<string[]> {
  const found = await findRenames(connection);
  const kept = new Map<string, string>();
  for (let start = 0; start < found.length; start += BATCH) {
    const batch = found.slice(start, start + BATCH);
    const refused = await transaction(() => renameBatch(connection, batch));
    for (const [sku, spelled] of refused) kept.set(sku, spelled);
  }
  await transaction(() => renamePrices(connection, new Set(kept.keys())));
  return [...kept].map(([sku, spelled]) => {
    const [old, other] = [visibleText(sku), visibleText(spelled)];
    return `The SKU ${old} cannot be looked up: there is ${other}. Give its variant another one.`;
  });
}
