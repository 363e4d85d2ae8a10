import { Acknowledged } from '@trastienda/shop-contract';
import { recentProcedure } from '../procedures.ts';

export const deleteAccount = recentProcedure
  .meta({ limits: ['secrets'] })
  .output(Acknowledged)
  .mutation(async ({ ctx }) => {
    ctx.session.requireClearable();
    const done = await ctx.services.account.delete(ctx.actor, ctx.origin);
    ctx.session.clear();
    return done;
  });
