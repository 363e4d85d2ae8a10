import type { Model } from 'mongoose';
import type { OrderDocument } from '../orders/order-document.ts';
import { orderKeysOf } from '../orders/order-keys.ts';
import { NON_ASCII } from './visible-text.ts';

/** What a URL would read as the last part of an IP address, which earlier versions let in. */
const NUMERIC_END = /\.(?:\d+|0x[\da-f]*)$/i;

/**
 * Writes the search keys of orders anew whose email address was folded by other rules than today's;
 * for other addresses the rules agree. An order that is changed meanwhile is read again.
 */
export async function rekeyOrders(orders: Model<OrderDocument>): Promise<void> {
  let hasMissed = true;
  while (hasMissed) {
    hasMissed = false;
    const found = orders.find({ $or: [{ email: NON_ASCII }, { email: NUMERIC_END }] });
    for await (const order of found.lean<OrderDocument[]>().cursor()) {
      const keys = orderKeysOf(order);
      if (keys.length === order.keys.length && keys.every((key) => order.keys.includes(key))) {
        continue;
      }
      const { _id, eventSequence } = order;
      const { matchedCount } = await orders.updateOne({ _id, eventSequence }, { $set: { keys } });
      if (matchedCount === 0) hasMissed = true;
    }
  }
}
