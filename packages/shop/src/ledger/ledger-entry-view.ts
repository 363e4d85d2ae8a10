import type { LedgerEntryView } from '@trastienda/shop-contract';
import type { LedgerEntryState } from '@trastienda/shop-db';

/** Builds the view of a ledger entry for staff. */
export function toLedgerEntryView(entry: LedgerEntryState): LedgerEntryView {
  const { key: _, at, postings, ...shown } = entry;
  return { ...shown, at: at.toISOString(), postings: [...postings] };
}
