import { AccountView, UpdateAccountInput } from '@trastienda/shop-contract';
import { accountProcedure } from '../procedures.ts';

export const update = accountProcedure
  .input(UpdateAccountInput)
  .output(AccountView)
  .mutation(({ ctx, input }) => ctx.services.account.update(ctx.actor, input, ctx.origin));
