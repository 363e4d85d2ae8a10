import { mapPage, runIdempotent } from '@trastienda/mongo';
import { buyerKeyOf, type CallOrigin, ShopError } from '@trastienda/shop-contract';
import type { ChangeOrderDeps } from './change-order.ts';
import { type LinkedOrderDeps, readLinkedOrder } from './linked-order.ts';
import type { OrderService } from './order-services.ts';
import { toLinkedOrderView, toOrderSummary, toOrderView } from './order-view.ts';
import { readOrder, readOwnOrder } from './read-order.ts';
import { requestReturn } from './returns.ts';

/** Creates the order service for buyers, without cancellation and claims. */
export function createOrderService(
  deps: ChangeOrderDeps & LinkedOrderDeps,
): Omit<OrderService, 'cancel' | 'claim' | 'claimable'> {
  const { database, clock } = deps;
  const contextOf = ({ requestId }: CallOrigin) => ({ at: clock.now(), requestId });
  return {
    list: async (buyer, input) =>
      mapPage(await database.orders.listOwn(buyerKeyOf(buyer), input), toOrderSummary),

    get: async (buyer, { orderId }) => toOrderView(await readOwnOrder(deps, buyer, orderId)),

    async getByLink({ token }) {
      const order = await readLinkedOrder(deps, token);
      // Its account sees it by signing in, only staff once the account is deleted.
      if (order.buyer.kind !== 'guest') throw new ShopError('LINK_INVALID');
      return toLinkedOrderView(await readOrder(deps, order.id, order));
    },

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
