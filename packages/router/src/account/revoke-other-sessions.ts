import { Acknowledged } from '@trastienda/shop-contract';
import { customerProcedure } from '../procedures.ts';

export const revokeOtherSessions = customerProcedure
  .output(Acknowledged)
  .mutation(({ ctx }) => ctx.services.account.revokeOtherSessions(ctx.actor, ctx.origin));
