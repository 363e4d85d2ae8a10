import { AccountView, UpdateAccountInput } from '@trastienda/shop-contract';
import { customerProcedure } from '../procedures.ts';

export const update = customerProcedure
  .input(UpdateAccountInput)
  .output(AccountView)
  .mutation(({ ctx, input }) => ctx.services.account.update(ctx.actor, input, ctx.origin));
