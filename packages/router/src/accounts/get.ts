import { AccountIdInput, StaffAccountView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const get = staffProcedure('accounts:read')
  .input(AccountIdInput)
  .output(StaffAccountView)
  .query(({ ctx, input }) => ctx.services.accounts.get(input));
