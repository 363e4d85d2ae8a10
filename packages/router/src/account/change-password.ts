import { Acknowledged, ChangePasswordInput } from '@trastienda/contract';
import { customerProcedure } from '../procedures.ts';

export const changePassword = customerProcedure
  .input(ChangePasswordInput)
  .output(Acknowledged)
  .mutation(({ ctx, input }) => ctx.services.account.changePassword(ctx.actor, input, ctx.origin));
