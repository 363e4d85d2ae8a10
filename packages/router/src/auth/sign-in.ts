import { SignInInput, SignInResult } from '@trastienda/contract';
import { signInProcedure } from '../procedures.ts';

export const signIn = signInProcedure
  .input(SignInInput)
  .output(SignInResult)
  .mutation(async ({ ctx, input }) =>
    ctx.session.deliver(await ctx.services.auth.signIn(input, ctx.origin)),
  );
