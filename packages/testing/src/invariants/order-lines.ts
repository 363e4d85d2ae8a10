import { defineInvariant } from './invariant.ts';
import { documentsOf } from './source.ts';

interface Money {
  readonly amount: number;
}

interface Line {
  readonly sku: string;
  readonly quantity: number;
  readonly total: Money;
  readonly fulfilledQuantity: number;
  readonly refundedQuantity: number;
  readonly stockQuantity: number;
  readonly restockedQuantity: number;
}

interface Order {
  readonly status: string;
  readonly lines: readonly Line[];
  readonly prices: { readonly total: Money; readonly shipping: { readonly total: Money } };
  readonly totalAmount: number;
  readonly paidAmount: number;
  readonly refundedAmount: number;
  readonly fulfilments: readonly {
    readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  }[];
}

function linesOf({ lines, fulfilments, status }: Order): string[] {
  const sent = fulfilments.flatMap((fulfilment) => fulfilment.lines);
  return lines.flatMap((line) => {
    const { sku, quantity, fulfilledQuantity, refundedQuantity } = line;
    const { stockQuantity, restockedQuantity } = line;
    const sentOfIt = sent.filter((part) => part.sku === sku);
    const sentQuantity = sentOfIt.reduce((sum, part) => sum + part.quantity, 0);
    return [
      ...(fulfilledQuantity === sentQuantity
        ? []
        : [`counts ${fulfilledQuantity} of ${sku} as sent, its fulfilments make ${sentQuantity}`]),
      ...(fulfilledQuantity <= quantity && refundedQuantity <= quantity
        ? []
        : [`sent ${fulfilledQuantity} and refunded ${refundedQuantity} of ${quantity} ${sku}`]),
      ...(restockedQuantity <= stockQuantity && stockQuantity <= quantity
        ? []
        : [`put back ${restockedQuantity} of ${stockQuantity} ${sku}, ${quantity} were sold`]),
      ...(status === 'cancelled' && restockedQuantity !== stockQuantity
        ? [`was cancelled, and put back ${restockedQuantity} of ${stockQuantity} ${sku}`]
        : []),
    ];
  });
}

function moneyOf({ lines, prices, totalAmount, paidAmount, refundedAmount, status }: Order) {
  const parts = lines.reduce((sum, { total }) => sum + total.amount, prices.shipping.total.amount);
  const isPaid = !['pending', 'cancelled'].includes(status);
  return [
    ...(parts === totalAmount && prices.total.amount === totalAmount
      ? []
      : [`costs ${totalAmount}, its parts make ${parts}`]),
    ...(refundedAmount <= paidAmount ? [] : [`had back ${refundedAmount} of ${paidAmount}`]),
    ...(isPaid && paidAmount !== totalAmount
      ? [`is ${status}, and was paid ${paidAmount} of ${totalAmount}`]
      : []),
    ...(status === 'pending' && paidAmount !== 0 ? [`is pending, and was paid`] : []),
  ];
}

function statusOf({ status, lines, fulfilments }: Order): string[] {
  const isWhole = lines.every(
    (line) => line.fulfilledQuantity + line.refundedQuantity >= line.quantity,
  );
  if (['partially-fulfilled', 'fulfilled'].includes(status) !== fulfilments.length > 0) {
    return [`is ${status} with ${fulfilments.length} fulfilments`];
  }
  return status === 'fulfilled' && !isWhole ? ['is fulfilled, and not all of it was sent'] : [];
}

/** An order's status, amounts and lines say the same. */
export const orderLines = defineInvariant<{ order: Order }>({
  name: 'order-lines',
  sources: {
    order: documentsOf({
      collection: 'orders',
      key: '_id',
      fields: [
        ...['status', 'lines', 'prices', 'totalAmount', 'paidAmount', 'refundedAmount'],
        'fulfilments.lines',
      ],
    }),
  },
  check: ({ order }) =>
    order === undefined ? [] : [...moneyOf(order), ...statusOf(order), ...linesOf(order)],
});
