import { Acknowledged, ResetPasswordInput } from '@trastienda/contract';
import { publicProcedure } from '../procedures.ts';

export const resetPassword = publicProcedure
  .input(ResetPasswordInput)
  .output(Acknowledged)
  .mutation(({ ctx, input }) => ctx.services.auth.resetPassword(input, ctx.origin));
