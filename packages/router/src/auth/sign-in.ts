import { SignInInput, SignInResult } from '@trastienda/shop-contract';
import { HASHING_COST, signInProcedure } from '../procedures.ts';

export const signIn = signInProcedure
  .meta({ cost: HASHING_COST, limits: ['auth'] })
  .input(SignInInput)
  .output(SignInResult)
  .mutation(async ({ ctx, input }) =>
    ctx.session.deliver(await ctx.services.auth.signIn(input, ctx.origin)),
  );
