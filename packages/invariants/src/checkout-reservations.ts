import { defineInvariant } from './invariant.ts';
import { documentsOf, groupsOf } from './source.ts';

interface Checkout {
  readonly status: string;
  readonly reservations: readonly { readonly sku: string; readonly quantity: number }[];
}

interface Movement {
  readonly sku: string;
  readonly reservedChange: number;
}

/** An open checkout has reserved the stock that it lists, and a finished one has none reserved. */
export const checkoutReservations = defineInvariant<{
  checkout: Checkout;
  movements: readonly Movement[];
}>({
  name: 'checkout-reservations',
  sources: {
    checkout: documentsOf({
      collection: 'checkouts',
      key: '_id',
      fields: ['status', 'reservations.sku', 'reservations.quantity'],
    }),
    movements: groupsOf({
      collection: 'stock_movements',
      filter: { reservedChange: { $ne: 0 } },
      key: 'checkoutId',
      fields: ['sku', 'reservedChange'],
    }),
  },
  check({ checkout, movements = [] }) {
    if (checkout === undefined) return ['moved stock but does not exist'];
    const left = new Map<string, number>();
    const add = (sku: string, quantity: number) => left.set(sku, (left.get(sku) ?? 0) + quantity);
    for (const { sku, reservedChange } of movements) add(sku, reservedChange);
    if (checkout.status === 'open') {
      for (const { sku, quantity } of checkout.reservations) add(sku, -quantity);
    }
    return [...left]
      .filter(([, quantity]) => quantity !== 0)
      .map(
        ([sku, quantity]) => `is ${checkout.status}, and of ${sku} ${quantity} more are reserved`,
      );
  },
});
