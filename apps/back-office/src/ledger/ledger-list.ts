import type { RouterOutputs } from '@trastienda/shop-client';
import { textFilter } from '../table/list-filters.ts';
import { defineList } from '../table/list-state.ts';

export type LedgerEntry = RouterOutputs['admin']['ledger']['list']['items'][number];

/** The entries of the ledger, the newest first. */
export const LEDGER = defineList({
  id: 'ledger',
  filters: { orderId: textFilter(), paymentId: textFilter() },
  sorts: [],
});
