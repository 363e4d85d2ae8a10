import { mapPage, runIdempotent } from '@trastienda/mongo';
import { buyerKeyOf, type CallOrigin } from '@trastienda/shop-contract';
import type { ChangeOrderDeps } from './change-order.ts';
import type { OrderService } from './order-services.ts';
import { toOrderSummary, toOrderView } from './order-view.ts';
import { readOwnOrder } from './read-order.ts';
import { requestReturn } from './returns.ts';

/** Creates the order service for buyers, without cancellation. */
export function createOrderService(deps: ChangeOrderDeps): Omit<OrderService, 'cancel'> {
  const { database, clock } = deps;
  const contextOf = ({ requestId }: CallOrigin) => ({ at: clock.now(), requestId });
  return {
    list: async (buyer, input) =>
      mapPage(await database.orders.listOwn(buyerKeyOf(buyer), input), toOrderSummary),

    get: async (buyer, { orderId }) => toOrderView(await readOwnOrder(deps, buyer, orderId)),

    requestReturn(buyer, input, origin) {
      const call = { procedure: 'order.requestReturn', caller: buyerKeyOf(buyer), input };
      return runIdempotent(deps, call, async () => {
        const found = await readOwnOrder(deps, buyer, input.orderId);
        const order = await requestReturn(deps, found, input, contextOf(origin));
        return toOrderView({ ...found, order });
      });
    },
  };
}
