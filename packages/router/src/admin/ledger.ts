import {
  LedgerPage,
  ListLedgerInput,
  ReconcileInput,
  ReconciliationReport,
} from '@trastienda/shop-contract';
import { PROVIDER_DEADLINE_MS } from '../deadlines.ts';
import { query } from '../procedures.ts';

/** The ledger, and its reconciliation with the payment provider. */
export const ledger = {
  list: query(
    {
      access: 'ledger:read',
      summary: 'Lists ledger entries, newest first',
      input: ListLedgerInput.prefault({}),
      output: LedgerPage,
      errors: ['CURSOR_INVALID'],
    },
    ({ ctx, input }) => ctx.services.ledger.list(input),
  ),

  reconcile: query(
    {
      access: 'ledger:read',
      summary: 'Compares provider, ledger and orders, and reports each difference',
      input: ReconcileInput.prefault({}),
      output: ReconciliationReport,
      errors: ['PAYMENT_UNAVAILABLE', 'CURSOR_INVALID'],
      deadline: PROVIDER_DEADLINE_MS,
    },
    ({ ctx, input }) => ctx.services.ledger.reconcile(input),
  ),
};
