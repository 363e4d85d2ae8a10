import { Acknowledged, RevokeSessionInput } from '@trastienda/shop-contract';
import { accountProcedure } from '../procedures.ts';

export const revokeSession = accountProcedure
  .input(RevokeSessionInput)
  .output(Acknowledged)
  .mutation(({ ctx, input }) => ctx.services.account.revokeSession(ctx.actor, input, ctx.origin));
