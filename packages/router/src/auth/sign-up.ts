import { Acknowledged, SignUpInput } from '@trastienda/contract';
import { publicProcedure } from '../procedures.ts';

export const signUp = publicProcedure
  .input(SignUpInput)
  .output(Acknowledged)
  .mutation(({ ctx, input }) => ctx.services.auth.signUp(input, ctx.origin));
