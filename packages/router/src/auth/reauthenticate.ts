import { Acknowledged, ReauthenticateInput } from '@trastienda/shop-contract';
import { accountProcedure, HASHING_COST } from '../procedures.ts';

export const reauthenticate = accountProcedure
  .meta({ cost: HASHING_COST, limits: ['auth', 'secrets'] })
  .input(ReauthenticateInput)
  .output(Acknowledged)
  .mutation(({ ctx, input }) => ctx.services.auth.reauthenticate(ctx.actor, input, ctx.origin));
