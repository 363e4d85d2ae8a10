import { AccountView } from '@trastienda/shop-contract';
import { customerProcedure } from '../procedures.ts';

export const get = customerProcedure
  .output(AccountView)
  .query(({ ctx }) => ctx.services.account.get(ctx.actor));
