import { LedgerPage, ListLedgerInput } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const list = staffProcedure('ledger:read')
  .input(ListLedgerInput.prefault({}))
  .output(LedgerPage)
  .query(({ ctx, input }) => ctx.services.ledger.list(input));
