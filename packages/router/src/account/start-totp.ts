import { TotpEnrollment } from '@trastienda/shop-contract';
import { recentProcedure } from '../procedures.ts';

export const startTotp = recentProcedure
  .meta({ limits: ['secrets'] })
  .output(TotpEnrollment)
  .mutation(({ ctx }) => ctx.services.account.startTotp(ctx.actor, ctx.origin));
