import type { NewLedgerEntry } from '@trastienda/shop-db';

type Entries = readonly Pick<NewLedgerEntry, 'kind' | 'postings'>[];

function balanceOf(entries: Entries, account: 'provider:' | 'customers'): number {
  return entries
    .flatMap(({ postings }) => postings)
    .filter((posting) => posting.account.startsWith(account))
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** Sums the captured, refunded and owed amounts of a payment in the ledger. */
export function ledgerTotals(entries: Entries) {
  const of = (kind: NewLedgerEntry['kind']) => entries.filter((entry) => entry.kind === kind);
  return {
    captured: balanceOf(of('capture'), 'provider:'),
    // Adding 0 turns -0 into 0.
    refunded: -balanceOf(of('refund'), 'provider:') + 0,
    owed: -balanceOf(entries, 'customers') + 0,
  };
}
