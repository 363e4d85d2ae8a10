import { Acknowledged, ResetPasswordInput } from '@trastienda/shop-contract';
import { HASHING_COST, publicProcedure } from '../procedures.ts';

export const resetPassword = publicProcedure
  .meta({ cost: HASHING_COST, limits: ['auth'] })
  .input(ResetPasswordInput)
  .output(Acknowledged)
  .mutation(({ ctx, input }) => ctx.services.auth.resetPassword(input, ctx.origin));
