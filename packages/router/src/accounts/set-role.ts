import { SetRoleInput, StaffAccountView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const setRole = staffProcedure('accounts:write', { recent: true })
  .input(SetRoleInput)
  .output(StaffAccountView)
  .mutation(({ ctx, input }) => ctx.services.accounts.setRole(input, ctx.origin));
