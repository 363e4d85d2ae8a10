import type { mongo } from 'mongoose';
import { checkMatched, type Renames, renamed, type WithSku } from './renames.ts';

interface WithLines {
  readonly lines: readonly WithSku[];
}

interface StoredCart extends WithLines {
  readonly _id: string;
  readonly revision: number;
}

interface StoredCheckout extends WithLines {
  readonly _id: string;
  readonly holds: readonly WithSku[];
  readonly prices: WithLines;
}

interface StoredOrder extends WithLines {
  readonly _id: string;
  readonly prices: WithLines;
  readonly fulfilments: readonly WithLines[];
  readonly returns: readonly WithLines[];
}

interface StoredPayment {
  readonly _id: string;
  readonly refunds: readonly WithLines[];
}

/** Renames SKUs in carts, checkouts, orders and refunds, within a transaction. */
export async function renameInPurchases(
  db: mongo.Db,
  renames: Renames,
  session: mongo.ClientSession,
): Promise<void> {
  const skus = { $in: [...renames.keys()] };
  const withLines = <Part extends WithLines>(part: Part) => ({
    ...part,
    lines: renamed(part.lines, renames),
  });

  const carts = db.collection<StoredCart>('carts');
  const filled = await carts.find({ 'lines.sku': skus }, { session }).toArray();
  for (const { _id, revision, lines } of filled) {
    // A concurrent change would write the old SKU back.
    const change = { $set: { lines: renamed(lines, renames) }, $inc: { revision: 1 } };
    checkMatched(await carts.updateOne({ _id, revision }, change, { session }));
  }

  const checkouts = db.collection<StoredCheckout>('checkouts');
  const begun = await checkouts.find({ 'lines.sku': skus }, { session }).toArray();
  for (const { _id, lines, holds, prices } of begun) {
    const $set = {
      lines: renamed(lines, renames),
      holds: renamed(holds, renames),
      prices: withLines(prices),
    };
    await checkouts.updateOne({ _id }, { $set }, { session });
  }

  const orders = db.collection<StoredOrder>('orders');
  const placed = await orders.find({ 'lines.sku': skus }, { session }).toArray();
  for (const { _id, lines, prices, fulfilments, returns } of placed) {
    const $set = {
      lines: renamed(lines, renames),
      prices: withLines(prices),
      fulfilments: fulfilments.map(withLines),
      returns: returns.map(withLines),
    };
    await orders.updateOne({ _id }, { $set }, { session });
  }

  const payments = db.collection<StoredPayment>('payments');
  const paid = await payments.find({ 'refunds.lines.sku': skus }, { session }).toArray();
  for (const { _id, refunds } of paid) {
    await payments.updateOne({ _id }, { $set: { refunds: refunds.map(withLines) } }, { session });
  }
}
