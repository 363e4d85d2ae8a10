import { AuditPage, ListAuditInput } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const list = staffProcedure('audit:read')
  .input(ListAuditInput.prefault({}))
  .output(AuditPage)
  .query(({ ctx, input }) => ctx.services.audit.list(input));
