import { Acknowledged } from '@trastienda/shop-contract';
import { recentProcedure } from '../procedures.ts';

export const disableTotp = recentProcedure
  .meta({ limits: ['secrets'] })
  .output(Acknowledged)
  .mutation(({ ctx }) => ctx.services.account.disableTotp(ctx.actor, ctx.origin));
