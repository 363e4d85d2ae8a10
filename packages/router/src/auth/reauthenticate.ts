import { Acknowledged, ReauthenticateInput } from '@trastienda/shop-contract';
import { customerProcedure, HASHING_COST } from '../procedures.ts';

export const reauthenticate = customerProcedure
  .meta({ cost: HASHING_COST, limits: ['auth', 'secrets'] })
  .input(ReauthenticateInput)
  .output(Acknowledged)
  .mutation(({ ctx, input }) => ctx.services.auth.reauthenticate(ctx.actor, input, ctx.origin));
