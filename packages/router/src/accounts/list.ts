import { ListAccountsInput, StaffAccountPage } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const list = staffProcedure('accounts:read')
  .input(ListAccountsInput.prefault({}))
  .output(StaffAccountPage)
  .query(({ ctx, input }) => ctx.services.accounts.list(input));
