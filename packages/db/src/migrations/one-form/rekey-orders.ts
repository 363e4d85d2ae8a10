import { batchesOf, type MigrationContext } from '@trastienda/mongo';
import type { OrderStatus } from '@trastienda/shop-contract';
import { orderKeysOf } from '../../orders/order-keys.ts';
import { NON_ASCII } from './visible-text.ts';

interface StoredOrder {
  readonly _id: string;
  readonly number: string;
  readonly email: string;
  readonly status: OrderStatus;
  readonly lines: readonly { readonly sku: string }[];
  readonly shippingAddress: { readonly name: string };
  readonly billingAddress: { readonly name: string } | null;
  readonly keys: readonly string[];
  readonly eventSequence: number;
}

/**
 * Text that a URL would read as the last part of an IP address, which earlier versions accepted.
 */
const NUMERIC_END = /\.(?:\d+|0x[\da-f]*)$/i;

/**
 * Rewrites the search keys of orders whose email address was folded by earlier rules; for other
 * addresses the rules agree. Retries an order that changes concurrently.
 */
export async function rekeyOrders({ db, signal }: MigrationContext): Promise<void> {
  const orders = db.collection<StoredOrder>('orders');
  const filter = { $or: [{ email: NON_ASCII }, { email: NUMERIC_END }] };
  let hasMissed = true;
  while (hasMissed) {
    hasMissed = false;
    for await (const batch of batchesOf(orders, filter, { signal })) {
      for (const order of batch) {
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
}
