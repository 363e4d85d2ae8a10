import { mapPage } from '@trastienda/mongo';
import type { LedgerPage, ListLedgerInput } from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import { toLedgerEntryView } from './ledger-entry-view.ts';

/** Returns a page of ledger entries as staff see them. */
export async function listEntries(
  { database }: { readonly database: Pick<Database, 'ledger'> },
  input: ListLedgerInput,
): Promise<LedgerPage> {
  return mapPage(await database.ledger.list(input), toLedgerEntryView);
}
