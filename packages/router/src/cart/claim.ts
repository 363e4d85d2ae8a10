import { CartView } from '@trastienda/shop-contract';
import { customerProcedure } from '../procedures.ts';

export const claim = customerProcedure
  .output(CartView)
  .mutation(({ ctx }) =>
    ctx.services.cart.claim({ kind: 'account', id: ctx.actor.accountId }, ctx.guest, ctx.origin),
  );
