import { runIdempotentWith, withCommittedState } from '@trastienda/mongo';
import { buyerKeyOf, ShopError } from '@trastienda/shop-contract';
import { withLock } from '../base/with-lock.ts';
import type { OrderService } from '../orders/order-services.ts';
import { toOrderView } from '../orders/order-view.ts';
import { readOwnOrder } from '../orders/read-order.ts';
import type { AdvancePaymentDeps } from './advance-payment.ts';
import { advanceQuietly } from './advance-quietly.ts';
import { cancelOrder } from './cancel-order.ts';
import { changeMoney } from './change-money.ts';

/** Creates the cancellation of orders by their buyers. */
export function createOrderCancellation(deps: AdvancePaymentDeps): Pick<OrderService, 'cancel'> {
  const { clock, database } = deps;

  return {
    async cancel(buyer, input, origin) {
      const { orderId, reason = null } = input;
      const caller = buyerKeyOf(buyer);
      const order = await database.orders.findOwn(orderId, caller);
      if (order === null) throw new ShopError('ORDER_NOT_FOUND');
      const call = { procedure: 'order.cancel', caller, input };
      const attempt = withCommittedState(order, async (known) => {
        const before = await readOwnOrder(deps, buyer, orderId, known);
        const by = { by: 'buyer', reason } as const;
        const context = { at: clock.now(), requestId: origin.requestId };
        const { found, begun } = await changeMoney(deps, before, async (collecting) => ({
          found: await cancelOrder(collecting, before, by, context),
        }));
        return { answer: toOrderView(found), result: begun };
      });
      const { answer, result } = await withLock(deps, order, () =>
        runIdempotentWith(deps, call, attempt),
      );
      await advanceQuietly(deps, orderId, origin, result);
      return answer;
    },
  };
}
