import { defineInvariant } from './invariant.ts';
import { documentsOf, groupsOf } from './source.ts';

interface Checkout {
  readonly status: string;
  readonly orderId: string | null;
  readonly prices: { readonly total: { readonly amount: number } };
}

interface Order {
  readonly id: string;
  readonly totalAmount: number;
}

/** A completed checkout has exactly one order, with the same total; other checkouts have none. */
export const checkoutOrders = defineInvariant<{ checkout: Checkout; orders: readonly Order[] }>({
  name: 'checkout-orders',
  sources: {
    checkout: documentsOf({
      collection: 'checkouts',
      key: '_id',
      fields: ['status', 'orderId', 'prices.total.amount'],
    }),
    orders: groupsOf({ collection: 'orders', key: 'checkoutId', fields: ['totalAmount'] }),
  },
  check({ checkout, orders = [] }) {
    const [order, ...more] = orders;
    if (checkout === undefined) return [`has order ${order?.id} but does not exist`];
    if (order === undefined) {
      const isWrong = checkout.status === 'completed' || checkout.orderId !== null;
      return isWrong ? [`is ${checkout.status}, its order ${checkout.orderId} does not exist`] : [];
    }
    const { status, orderId, prices } = checkout;
    return [
      ...(more.length === 0 ? [] : [`has ${orders.length} orders`]),
      ...(status === 'completed' ? [] : [`is ${status} and has order ${order.id}`]),
      ...(orderId === order.id ? [] : [`names ${orderId} as its order, which is ${order.id}`]),
      ...(prices.total.amount === order.totalAmount
        ? []
        : [`costs ${prices.total.amount}, its order ${order.totalAmount}`]),
    ];
  },
});
