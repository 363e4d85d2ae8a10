import { defineInvariant } from './invariant.ts';
import { documentsOf, groupsOf } from './source.ts';

interface Money {
  readonly amount: number;
}

interface Refund {
  readonly id: string;
  readonly amount: number;
  readonly status: string;
  readonly reference: string | null;
  readonly lines: readonly {
    readonly sku: string;
    readonly quantity: number;
    /** Absent in refunds older than the field. */
    readonly canceled?: number;
    readonly returned?: number;
  }[];
  readonly split: {
    readonly sales: number;
    readonly shipping: number;
    readonly tax: number;
    readonly shippingTax?: number;
  };
}

interface Order {
  readonly lines: readonly {
    readonly sku: string;
    readonly quantity: number;
    readonly canceledQuantity?: number;
    readonly returnedQuantity?: number;
  }[];
  readonly prices: {
    readonly total: Money;
    readonly taxTotal: Money;
    readonly shipping: { readonly total: Money; readonly tax: Money };
  };
}

/** Returns an order's price by part. */
function partsOf({ prices: { total, taxTotal, shipping } }: Order) {
  const shippingNet = shipping.total.amount - shipping.tax.amount;
  return {
    sales: total.amount - taxTotal.amount - shippingNet,
    shipping: shippingNet,
    tax: taxTotal.amount,
    shippingTax: shipping.tax.amount,
  };
}

function moneyOf(order: Order, refunds: readonly Refund[]): string[] {
  const whole = partsOf(order);
  const made = refunds.filter(({ status }) => status === 'succeeded');
  const parts = ['sales', 'shipping', 'tax', 'shippingTax'] as const;
  const sums = parts.map((part) => ({
    part,
    sum: made.reduce((total, { split }) => total + (split[part] ?? 0), 0),
  }));
  return [
    ...refunds
      .filter(({ amount, split }) => split.sales + split.shipping + split.tax !== amount)
      .map(({ id, amount }) => `refund ${id} of ${amount} is split into something else`),
    ...sums
      .filter(({ part, sum }) => sum > whole[part])
      .map(({ part, sum }) => `gave back ${sum} of ${whole[part]} ${part}`),
    ...refunds
      .filter(({ amount, status, reference }) => {
        return amount === 0 && (status !== 'succeeded' || reference !== null);
      })
      .map(({ id }) => `refund ${id} is of nothing, and was asked for`),
  ];
}

function unitsOf(order: Order, refunds: readonly Refund[]): string[] {
  const begun = refunds.filter(({ status }) => status !== 'failed').flatMap(({ lines }) => lines);
  return order.lines.flatMap((line) => {
    const { sku, quantity, canceledQuantity = quantity, returnedQuantity = quantity } = line;
    const ofLine = begun.filter((part) => part.sku === sku);
    const sumOf = (part: 'quantity' | 'canceled' | 'returned') =>
      ofLine.reduce((sum, refunded) => sum + (refunded[part] ?? 0), 0);
    const counts = [
      ['refunded', sumOf('quantity'), quantity],
      ['refunded as withdrawn', sumOf('canceled'), canceledQuantity],
      ['refunded as returned', sumOf('returned'), returnedQuantity],
    ] as const;
    return counts
      .filter(([, refunded, most]) => refunded > most)
      .map(([what, refunded, most]) => `${what} ${refunded} of ${most} ${sku}`);
  });
}

/** Refunds return no more of each part than was taken for it, and each unit at most once. */
export const orderRefunds = defineInvariant<{
  payment: { readonly refunds: readonly Refund[] };
  orders: readonly Order[];
}>({
  name: 'order-refunds',
  sources: {
    payment: documentsOf({ collection: 'payments', key: '_id', fields: ['refunds'] }),
    orders: groupsOf({ collection: 'orders', key: 'paymentId', fields: ['lines', 'prices'] }),
  },
  check: ({ payment, orders: [order] = [] }) =>
    payment === undefined || order === undefined
      ? []
      : [...moneyOf(order, payment.refunds), ...unitsOf(order, payment.refunds)],
});
