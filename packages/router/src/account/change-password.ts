import { Acknowledged, ChangePasswordInput } from '@trastienda/shop-contract';
import { accountProcedure, HASHING_COST } from '../procedures.ts';

export const changePassword = accountProcedure
  .meta({ cost: HASHING_COST, limits: ['secrets'] })
  .input(ChangePasswordInput)
  .output(Acknowledged)
  .mutation(({ ctx, input }) => ctx.services.account.changePassword(ctx.actor, input, ctx.origin));
