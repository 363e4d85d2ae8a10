import type { LedgerEntryView } from '@trastienda/contract';
import type { LedgerEntryState } from '@trastienda/db';

/** Builds the view of a ledger entry for staff. */
export function toLedgerEntryView(entry: LedgerEntryState): LedgerEntryView {
  const { key: _, at, postings, ...shown } = entry;
  return { ...shown, at: at.toISOString(), postings: [...postings] };
}
