import { batchesOf, type Migration } from '@trastienda/mongo';
import type { OrderStatus } from '@trastienda/shop-contract';
import { orderKeysOf } from '../orders/order-keys.ts';

interface StoredAddress {
  readonly name: string;
  readonly postalCode?: string | null;
  readonly phone?: string | null;
}

interface StoredOrder {
  readonly _id: string;
  readonly number: string;
  readonly email: string;
  readonly status: OrderStatus;
  readonly lines: readonly { readonly sku: string }[];
  readonly shippingAddress: StoredAddress;
  readonly billingAddress: StoredAddress | null;
  readonly keys: readonly string[];
  readonly eventSequence: number;
}

/** Every order has the key of a SKU now. */
const IS_LEFT = { keys: { $not: /^\[null,"code:/ } };

/** Gives orders the keys by which staff find them by SKU, phone and postal code. */
export const orderKeys: Migration = {
  id: '0008-order-keys',
  description: 'find orders by SKU, phone and postal code',

  async run({ db, signal }) {
    const orders = db.collection<StoredOrder>('orders');
    let hasMissed = true;
    while (hasMissed) {
      hasMissed = false;
      for await (const batch of batchesOf(orders, IS_LEFT, { signal })) {
        const writes = batch.map((order) => ({
          updateOne: {
            // An order that changes meanwhile is read again.
            filter: { _id: order._id, eventSequence: order.eventSequence },
            update: { $set: { keys: orderKeysOf(order) } },
          },
        }));
        const { matchedCount } = await orders.bulkWrite(writes, { ordered: false });
        if (matchedCount < writes.length) hasMissed = true;
      }
    }
    return [];
  },
};
