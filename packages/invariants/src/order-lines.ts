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
  /** Absent in orders older than the field, like `returnedQuantity`. */
  readonly canceledQuantity?: number;
  readonly returnedQuantity?: number;
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
  readonly isClosedByRefund?: boolean;
  readonly fulfilments: readonly {
    readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  }[];
}

/** Checks that withdrawn and returned units match the sent ones. */
function unitsOf(line: Line, status: string): string[] {
  const { sku, quantity, fulfilledQuantity, restockedQuantity, stockQuantity } = line;
  const { canceledQuantity, returnedQuantity = 0 } = line;
  if (canceledQuantity === undefined) {
    return status === 'cancelled' && restockedQuantity !== stockQuantity
      ? [`was cancelled, and put back ${restockedQuantity} of ${stockQuantity} ${sku}`]
      : [];
  }
  const gone = canceledQuantity + returnedQuantity;
  return [
    ...(fulfilledQuantity + canceledQuantity <= quantity
      ? []
      : [`sent ${fulfilledQuantity} and withdrew ${canceledQuantity} of ${quantity} ${sku}`]),
    ...(returnedQuantity <= fulfilledQuantity
      ? []
      : [`returned ${returnedQuantity} of ${fulfilledQuantity} ${sku} sent`]),
    ...(restockedQuantity <= gone
      ? []
      : [`put back ${restockedQuantity} ${sku}, ${gone} were withdrawn or returned`]),
  ];
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
      ...unitsOf(line, status),
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
    ...(refundedAmount <= paidAmount ? [] : [`refunded ${refundedAmount} of ${paidAmount}`]),
    ...(isPaid && paidAmount !== totalAmount
      ? [`is ${status}, and was paid ${paidAmount} of ${totalAmount}`]
      : []),
    ...(status === 'pending' && paidAmount !== 0 ? [`is pending, and was paid`] : []),
  ];
}

/** Returns the number of units left to send; null for orders older than the counts. */
function unsentOf(lines: readonly Line[]): number | null {
  let left = 0;
  for (const { quantity, fulfilledQuantity, canceledQuantity } of lines) {
    if (canceledQuantity === undefined) return null;
    left += quantity - fulfilledQuantity - canceledQuantity;
  }
  return left;
}

function isEnded(lines: readonly Line[]): boolean {
  return lines.every(
    ({ quantity, fulfilledQuantity, refundedQuantity }) =>
      fulfilledQuantity + refundedQuantity >= quantity,
  );
}

function statusOf({ status, lines, fulfilments, isClosedByRefund = false }: Order): string[] {
  if (['partially-fulfilled', 'fulfilled'].includes(status) !== fulfilments.length > 0) {
    return [`is ${status} with ${fulfilments.length} fulfilments`];
  }
  if (isClosedByRefund && status !== 'cancelled') return [`is ${status}, and closed by a refund`];
  const left = unsentOf(lines);
  if (left === null) {
    return status === 'fulfilled' && !isEnded(lines)
      ? ['is fulfilled, and not all of it was sent']
      : [];
  }
  const isOpen = !['fulfilled', 'cancelled'].includes(status);
  return isOpen === left > 0 ? [] : [`is ${status}, and ${left} are left to be sent`];
}

/** Status, amounts and lines of an order agree. */
export const orderLines = defineInvariant<{ order: Order }>({
  name: 'order-lines',
  sources: {
    order: documentsOf({
      collection: 'orders',
      key: '_id',
      fields: [
        ...['status', 'lines', 'prices', 'totalAmount', 'paidAmount', 'refundedAmount'],
        ...['isClosedByRefund', 'fulfilments.lines'],
      ],
    }),
  },
  check: ({ order }) =>
    order === undefined ? [] : [...moneyOf(order), ...statusOf(order), ...linesOf(order)],
});
