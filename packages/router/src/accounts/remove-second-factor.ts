import { AccountIdInput, StaffAccountView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const removeSecondFactor = staffProcedure('accounts:write', { recent: true })
  .input(AccountIdInput)
  .output(StaffAccountView)
  .mutation(({ ctx, input }) => ctx.services.accounts.removeSecondFactor(input, ctx.origin));
