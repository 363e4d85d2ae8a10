import type { NewLedgerEntry, OrderState, PaymentState, RefundState } from '@trastienda/shop-db';
import { type MoneySplit, sumOfSplit, toStoredSplit } from '../base/money/money-split.ts';

type Postings = NewLedgerEntry['postings'];

const bySplit = ({ sales, shipping, tax }: RefundState['split'], sign: 1 | -1): Postings => [
  { account: 'sales', amount: sign * sales },
  { account: 'shipping', amount: sign * shipping },
  { account: 'tax', amount: sign * tax },
];

const heldBy = ({ provider }: PaymentState) => `provider:${provider}` as const;

function entry(
  payment: PaymentState,
  order: OrderState | null,
  at: Date,
  parts: Pick<NewLedgerEntry, 'key' | 'kind' | 'postings' | 'refundId'>,
): NewLedgerEntry[] {
  const postings = parts.postings.filter(({ amount }) => amount !== 0);
  if (postings.length === 0) return [];
  const { id: paymentId, currency } = payment;
  return [{ ...parts, postings, at, currency, paymentId, orderId: order?.id ?? null }];
}

/** Entry for captured money: the provider holds it, and it is owed to customers. */
export function captureEntry(
  payment: PaymentState,
  order: OrderState | null,
  at: Date,
  by: number,
) {
  return entry(payment, order, at, {
    // Keyed by the running total: a provider may capture an amount in parts.
    key: `capture:${payment.id}:${payment.amountCaptured}`,
    kind: 'capture',
    refundId: null,
    postings: [
      { account: heldBy(payment), amount: by },
      { account: 'customers', amount: -by },
    ],
  });
}

/** Entry for captured money that has paid for an order. */
export function saleEntry(payment: PaymentState, order: OrderState, at: Date, split: MoneySplit) {
  return entry(payment, order, at, {
    key: `sale:${payment.id}:${payment.amountCaptured}`,
    kind: 'sale',
    refundId: null,
    postings: [
      { account: 'customers', amount: sumOfSplit(split) },
      ...bySplit(toStoredSplit(split), -1),
    ],
  });
}

/**
 * Entry for a refund: split by parts when it belongs to an order, otherwise from the amount owed.
 */
export function refundEntry(
  payment: PaymentState,
  order: OrderState | null,
  at: Date,
  refund: RefundState,
) {
  const from: Postings =
    order === null ? [{ account: 'customers', amount: refund.amount }] : bySplit(refund.split, 1);
  return entry(payment, order, at, {
    key: `refund:${refund.id}`,
    kind: 'refund',
    refundId: refund.id,
    postings: [...from, { account: heldBy(payment), amount: -refund.amount }],
  });
}

/** Entry for a failed refund whose money has come back: reverses the refund. */
export function returnedEntry(
  payment: PaymentState,
  order: OrderState | null,
  at: Date,
  refund: RefundState,
) {
  return refundEntry(payment, order, at, refund).map((made) => ({
    ...made,
    key: `returned:${refund.id}`,
    postings: made.postings.map(({ account, amount }) => ({ account, amount: -amount })),
  }));
}
