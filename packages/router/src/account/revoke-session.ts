import { Acknowledged, RevokeSessionInput } from '@trastienda/shop-contract';
import { customerProcedure } from '../procedures.ts';

export const revokeSession = customerProcedure
  .input(RevokeSessionInput)
  .output(Acknowledged)
  .mutation(({ ctx, input }) => ctx.services.account.revokeSession(ctx.actor, input, ctx.origin));
