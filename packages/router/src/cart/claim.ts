import { CartView } from '@trastienda/shop-contract';
import { accountProcedure } from '../procedures.ts';

export const claim = accountProcedure
  .output(CartView)
  .mutation(({ ctx }) =>
    ctx.services.cart.claim({ kind: 'account', id: ctx.actor.accountId }, ctx.guest, ctx.origin),
  );
