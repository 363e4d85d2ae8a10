import { defineInvariant } from './invariant.ts';
import { documentsOf, groupsOf } from './source.ts';

export interface Payment {
  readonly orderId: string | null;
  readonly status: string;
  readonly currency: string;
  readonly amount: number;
  readonly amountCaptured: number;
  readonly amountRefunded: number;
  readonly refunds: readonly { readonly amount: number; readonly status: string }[];
}

export interface Order {
  readonly id: string;
  readonly status: string;
  readonly currency: string;
  readonly totalAmount: number;
  readonly paidAmount: number;
  readonly refundedAmount: number;
  readonly isClosedByRefund?: boolean;
}

export interface LedgerEntry {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly currency: string;
  readonly orderId: string | null;
  readonly postings: readonly { readonly account: string; readonly amount: number }[];
}

export interface PaymentBooks {
  readonly payment: Payment;
  readonly orders: readonly Order[];
  readonly entries: readonly LedgerEntry[];
}

/** Defines an invariant over a payment and all records of its money. */
export const definePaymentInvariant = (
  name: string,
  check: (books: PaymentBooks) => readonly string[],
) =>
  defineInvariant<PaymentBooks>({
    name,
    sources: {
      payment: documentsOf({
        collection: 'payments',
        key: '_id',
        fields: [
          ...['orderId', 'status', 'currency', 'amount', 'amountCaptured', 'amountRefunded'],
          ...['refunds.amount', 'refunds.status'],
        ],
      }),
      orders: groupsOf({
        collection: 'orders',
        key: 'paymentId',
        fields: [
          ...['status', 'currency', 'totalAmount', 'paidAmount', 'refundedAmount'],
          'isClosedByRefund',
        ],
      }),
      entries: groupsOf({
        collection: 'ledger_entries',
        key: 'paymentId',
        fields: ['kind', 'currency', 'orderId', 'postings'],
      }),
    },
    check: ({ payment, orders = [], entries = [] }) =>
      payment === undefined
        ? [`does not exist, but has ${orders.length} orders and ${entries.length} ledger entries`]
        : check({ payment, orders, entries }),
  });

/** Returns what entries post to accounts with this prefix: debits minus credits. */
export function balanceOf(entries: readonly LedgerEntry[], account: string): number {
  return entries
    .flatMap(({ postings }) => postings)
    .filter((posting) => posting.account.startsWith(account))
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** Returns the refunded amount of a payment, completed or pending. */
export function refundedOf({ refunds }: Payment, ...statuses: readonly string[]): number {
  return refunds
    .filter(({ status }) => statuses.includes(status))
    .reduce((sum, { amount }) => sum + amount, 0);
}
