import { Acknowledged } from '@trastienda/shop-contract';
import { publicProcedure } from '../procedures.ts';

export const signOut = publicProcedure
  .meta({ limits: ['auth'] })
  .output(Acknowledged)
  .mutation(async ({ ctx }) => {
    ctx.session.requireClearable();
    const done = await ctx.services.auth.signOut(ctx.origin);
    ctx.session.clear();
    return done;
  });
