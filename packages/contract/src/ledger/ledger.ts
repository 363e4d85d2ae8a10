import {
  CurrencyCode,
  Id,
  Money,
  PageInput,
  pageOf,
  Timestamp,
  TimestampInput,
} from '@trastienda/base';
import { z } from 'zod';

/**
 * Accounts of the ledger. `provider:…` is money that a payment provider holds for the shop;
 * `customers` is money captured from customers and owed to them until it pays for an order.
 */
export const LedgerAccount = z.union([
  z.enum(['customers', 'sales', 'shipping', 'tax']),
  z.templateLiteral(['provider:', z.string()]),
]);
export type LedgerAccount = z.infer<typeof LedgerAccount>;

/** Kinds of entries: money captured, an order paid with it, money refunded. */
export const LedgerEntryKind = z.enum(['capture', 'sale', 'refund']);
export type LedgerEntryKind = z.infer<typeof LedgerEntryKind>;

/** Balanced ledger entry: its `postings` sum to zero; a debit is positive, a credit negative. */
export const LedgerEntryView = z.object({
  id: Id,
  kind: LedgerEntryKind,
  at: Timestamp,
  currency: CurrencyCode,
  /** `amount` in minor units. */
  postings: z.array(z.object({ account: LedgerAccount, amount: z.int() })),
  paymentId: Id,
  orderId: Id.nullable(),
  refundId: Id.nullable(),
});
export type LedgerEntryView = z.infer<typeof LedgerEntryView>;

/** Newest first. */
export const ListLedgerInput = PageInput.extend({
  orderId: Id.optional(),
  paymentId: Id.optional(),
});
export type ListLedgerInput = z.infer<typeof ListLedgerInput>;
export const LedgerPage = pageOf(LedgerEntryView);
export type LedgerPage = z.infer<typeof LedgerPage>;

/** Page of the reconciliation of provider, ledger and orders, for the payments made in a period. */
export const ReconcileInput = PageInput.extend({
  from: TimestampInput.optional(),
  until: TimestampInput.optional(),
});
export type ReconcileInput = z.infer<typeof ReconcileInput>;

/** Discrepancies between provider, ledger and order about a payment. */
export const RECONCILIATION_DIFFERENCES = [
  'unknown-to-provider',
  'unknown-to-shop',
  'captured-differs',
  'refunded-differs',
  'ledger-captured-differs',
  'ledger-refunded-differs',
  'ledger-owed-differs',
  'order-paid-differs',
  'order-refunded-differs',
  'captured-without-order',
] as const;

export const ReconciliationDifference = z.object({
  kind: z.enum(RECONCILIATION_DIFFERENCES),
  paymentId: Id.nullable(),
  orderId: Id.nullable(),
  reference: z.string().nullable(),
  /** A sentence for the person who investigates the difference. */
  message: z.string(),
  expected: Money.nullable(),
  actual: Money.nullable(),
});
export type ReconciliationDifference = z.infer<typeof ReconciliationDifference>;

export const ReconciliationReport = z.object({
  /** Number of payments that this page compared. */
  payments: z.int(),
  /** Totals by currency in minor units, one for each book. */
  totals: z.array(
    z.object({
      currency: CurrencyCode,
      provider: z.object({ captured: z.int(), refunded: z.int() }),
      ledger: z.object({ captured: z.int(), refunded: z.int() }),
      orders: z.object({ paid: z.int(), refunded: z.int() }),
    }),
  ),
  differences: z.array(ReconciliationDifference),
  nextCursor: z.string().nullable(),
});
export type ReconciliationReport = z.infer<typeof ReconciliationReport>;
