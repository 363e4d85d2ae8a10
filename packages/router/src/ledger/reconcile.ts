import { ReconcileInput, ReconciliationReport } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const reconcile = staffProcedure('ledger:read')
  .input(ReconcileInput.prefault({}))
  .output(ReconciliationReport)
  .query(({ ctx, input }) => ctx.services.ledger.reconcile(input));
