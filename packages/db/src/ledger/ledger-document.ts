import type { LedgerAccount, LedgerEntryKind } from '@trastienda/shop-contract';

/** A balanced entry in `ledger_entries`: one document, so never partially written. */
export interface LedgerEntryDocument {
  readonly _id: string;
  /** Unique cause such as `capture:<payment>`, so that nothing is posted twice. */
  readonly key: string;
  readonly kind: LedgerEntryKind;
  readonly at: Date;
  readonly currency: string;
  /** Debits are positive, credits negative; the sum is zero. */
  readonly postings: readonly { readonly account: LedgerAccount; readonly amount: number }[];
  readonly paymentId: string;
  readonly orderId: string | null;
  readonly refundId: string | null;
}

export type NewLedgerEntry = Omit<LedgerEntryDocument, '_id'>;

export interface LedgerEntryState extends NewLedgerEntry {
  readonly id: string;
}
