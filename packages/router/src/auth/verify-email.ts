import { EmailVerified, VerifyEmailInput } from '@trastienda/shop-contract';
import { HASHING_COST, publicProcedure } from '../procedures.ts';

export const verifyEmail = publicProcedure
  .meta({ cost: HASHING_COST, limits: ['auth'] })
  .input(VerifyEmailInput)
  .output(EmailVerified)
  .mutation(({ ctx, input }) => ctx.services.auth.verifyEmail(input, ctx.origin));
