import { TotpEnrolment } from '@trastienda/contract';
import { recentProcedure } from '../procedures.ts';

export const startTotp = recentProcedure
  .output(TotpEnrolment)
  .mutation(({ ctx }) => ctx.services.account.startTotp(ctx.actor, ctx.origin));
