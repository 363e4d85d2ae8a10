import { z } from 'zod';
import { Id, Timestamp, TimestampInput } from '../primitives/identifiers.ts';
import { CurrencyCode, Money } from '../primitives/money.ts';
import { PageInput, pageOf } from '../primitives/page.ts';

/**
 * The accounts of the ledger. `provider:…` is money that a payment provider holds for the shop;
 * `customers` is what was taken and is owed to customers until there is an order for it.
 */
export const LedgerAccount = z.union([
  z.enum(['customers', 'sales', 'shipping', 'tax']),
  z.templateLiteral(['provider:', z.string()]),
]);
export type LedgerAccount = z.infer<typeof LedgerAccount>;

/** What is posted: money taken, an order paid for with it, money given back. */
export const LedgerEntryKind = z.enum(['capture', 'sale', 'refund']);
export type LedgerEntryKind = z.infer<typeof LedgerEntryKind>;

/** One balanced entry: `postings` sum to zero; a debit is positive, a credit negative. */
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

/** A page of the comparison of provider, ledger and orders: the payments made in a span of time. */
export const ReconcileInput = PageInput.extend({
  from: TimestampInput.optional(),
  until: TimestampInput.optional(),
});
export type ReconcileInput = z.infer<typeof ReconcileInput>;

/** Where two of the three books differ about a payment. */
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
  /** A sentence for whoever has to look into it. */
  message: z.string(),
  expected: Money.nullable(),
  actual: Money.nullable(),
});
export type ReconciliationDifference = z.infer<typeof ReconciliationDifference>;

export const ReconciliationReport = z.object({
  /** How many payments this page compared. */
  payments: z.int(),
  /** By currency, in minor units: as each of the books has it. */
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
