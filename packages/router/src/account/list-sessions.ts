import { SessionList } from '@trastienda/shop-contract';
import { customerProcedure } from '../procedures.ts';

export const listSessions = customerProcedure
  .output(SessionList)
  .query(({ ctx }) => ctx.services.account.listSessions(ctx.actor));
