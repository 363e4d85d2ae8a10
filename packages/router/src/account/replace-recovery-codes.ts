import { RecoveryCodes } from '@trastienda/shop-contract';
import { recentProcedure } from '../procedures.ts';

export const replaceRecoveryCodes = recentProcedure
  .meta({ limits: ['secrets'] })
  .output(RecoveryCodes)
  .mutation(({ ctx }) => ctx.services.account.replaceRecoveryCodes(ctx.actor, ctx.origin));
