import { SessionList } from '@trastienda/shop-contract';
import { accountProcedure } from '../procedures.ts';

export const listSessions = accountProcedure
  .output(SessionList)
  .query(({ ctx }) => ctx.services.account.listSessions(ctx.actor));
