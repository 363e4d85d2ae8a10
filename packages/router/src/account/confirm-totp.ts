import { ConfirmTotpInput, RecoveryCodes } from '@trastienda/shop-contract';
import { accountProcedure } from '../procedures.ts';

export const confirmTotp = accountProcedure
  .meta({ limits: ['secrets'] })
  .input(ConfirmTotpInput)
  .output(RecoveryCodes)
  .mutation(({ ctx, input }) => ctx.services.account.confirmTotp(ctx.actor, input, ctx.origin));
