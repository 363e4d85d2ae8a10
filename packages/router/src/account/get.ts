import { AccountView } from '@trastienda/shop-contract';
import { accountProcedure } from '../procedures.ts';

export const get = accountProcedure
  .output(AccountView)
  .query(({ ctx }) => ctx.services.account.get(ctx.actor));
