import { AccountIdInput, StaffAccountView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const disable = staffProcedure('accounts:write', { recent: true })
  .input(AccountIdInput)
  .output(StaffAccountView)
  .mutation(({ ctx, input }) => ctx.services.accounts.disable(input, ctx.origin));
