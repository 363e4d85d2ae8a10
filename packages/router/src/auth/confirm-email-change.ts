import { EmailChangeConfirmed, LinkInput } from '@trastienda/shop-contract';
import { publicProcedure } from '../procedures.ts';

export const confirmEmailChange = publicProcedure
  .meta({ limits: ['auth'] })
  .input(LinkInput)
  .output(EmailChangeConfirmed)
  .mutation(({ ctx, input }) => ctx.services.auth.confirmEmailChange(input, ctx.origin));
