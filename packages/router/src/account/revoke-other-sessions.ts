import { Acknowledged } from '@trastienda/shop-contract';
import { accountProcedure } from '../procedures.ts';

export const revokeOtherSessions = accountProcedure
  .output(Acknowledged)
  .mutation(({ ctx }) => ctx.services.account.revokeOtherSessions(ctx.actor, ctx.origin));
