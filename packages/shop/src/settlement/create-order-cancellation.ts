import { buyerKeyOf } from '@trastienda/contract';
import { runIdempotent } from '../base/idempotency/run-idempotent.ts';
import { withLock } from '../base/with-lock.ts';
import type { OrderService } from '../orders/order-services.ts';
import { toOrderView } from '../orders/order-view.ts';
import { readOwnOrder } from '../orders/read-order.ts';
import type { AdvancePaymentDeps } from './advance-payment.ts';
import { advanceQuietly } from './advance-quietly.ts';
import { cancelOrder } from './cancel-order.ts';

/** Cancels orders for those whose they are. */
export function createOrderCancellation(deps: AdvancePaymentDeps): Pick<OrderService, 'cancel'> {
  const { clock } = deps;

  return {
    async cancel(buyer, input, origin) {
      const { orderId, reason = null } = input;
      const { order } = await readOwnOrder(deps, buyer, orderId);
      const call = { procedure: 'order.cancel', caller: buyerKeyOf(buyer), input };
      const view = await withLock(deps, order, () =>
        runIdempotent(deps, call, async () => {
          const found = await readOwnOrder(deps, buyer, orderId);
          const by = { by: 'buyer', reason } as const;
          const context = { at: clock.now(), requestId: origin.requestId };
          return toOrderView(await cancelOrder(deps, found, by, context));
        }),
      );
      await advanceQuietly(deps, orderId, origin);
      return view;
    },
  };
}
