import { CompleteSignInInput, SignInResult } from '@trastienda/shop-contract';
import { signInProcedure } from '../procedures.ts';

export const completeSignIn = signInProcedure
  .meta({ limits: ['auth'] })
  .input(CompleteSignInInput)
  .output(SignInResult)
  .mutation(async ({ ctx, input }) =>
    ctx.session.deliver(await ctx.services.auth.completeSignIn(input, ctx.origin)),
  );
