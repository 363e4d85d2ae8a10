import { EmailVerified, VerifyEmailInput } from '@trastienda/contract';
import { publicProcedure } from '../procedures.ts';

export const verifyEmail = publicProcedure
  .input(VerifyEmailInput)
  .output(EmailVerified)
  .mutation(({ ctx, input }) => ctx.services.auth.verifyEmail(input, ctx.origin));
