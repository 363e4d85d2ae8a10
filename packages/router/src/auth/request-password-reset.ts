import { Acknowledged, RequestPasswordResetInput } from '@trastienda/shop-contract';
import { publicProcedure } from '../procedures.ts';

export const requestPasswordReset = publicProcedure
  .meta({ cost: 2, limits: ['auth'] })
  .input(RequestPasswordResetInput)
  .output(Acknowledged)
  .mutation(({ ctx, input }) => ctx.services.auth.requestPasswordReset(input, ctx.origin));
