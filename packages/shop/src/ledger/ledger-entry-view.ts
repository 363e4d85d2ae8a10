import type { LedgerEntryView } from '@trastienda/contract';
import type { LedgerEntryState } from '@trastienda/db';

/** An entry of the ledger as staff see it. */
export function toLedgerEntryView(entry: LedgerEntryState): LedgerEntryView {
  const { key: _, at, postings, ...shown } = entry;
  return { ...shown, at: at.toISOString(), postings: [...postings] };
}
