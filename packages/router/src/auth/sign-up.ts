import { Acknowledged, SignUpInput } from '@trastienda/shop-contract';
import { HASHING_COST, publicProcedure } from '../procedures.ts';

export const signUp = publicProcedure
  .meta({ cost: HASHING_COST, limits: ['auth'] })
  .input(SignUpInput)
  .output(Acknowledged)
  .mutation(({ ctx, input }) => ctx.services.auth.signUp(input, ctx.origin));
