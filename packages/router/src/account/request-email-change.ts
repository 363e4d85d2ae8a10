import { Acknowledged, ChangeEmailInput } from '@trastienda/shop-contract';
import { recentProcedure } from '../procedures.ts';

export const requestEmailChange = recentProcedure
  .meta({ limits: ['secrets'] })
  .input(ChangeEmailInput)
  .output(Acknowledged)
  .mutation(({ ctx, input }) =>
    ctx.services.account.requestEmailChange(ctx.actor, input, ctx.origin),
  );
