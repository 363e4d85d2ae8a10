import { type Buyer, buyerKeyOf, type CallOrigin } from '@trastienda/contract';
import { answerOnce } from '../base/idempotency/run-idempotent.ts';
import { inTurn } from '../base/in-turn.ts';
import { advanceQuietly } from '../settlement/advance-quietly.ts';
import { cancelOrder } from '../settlement/cancel-order.ts';
import type { OrderDeps } from './order-deps.ts';
import type { OrderService } from './order-services.ts';
import { toOrderView } from './order-view.ts';
import { readOwnOrder } from './read-order.ts';
import { requestReturn } from './returns.ts';

/** Orders as those see and change them whose they are. */
export function createOrderService(deps: OrderDeps): OrderService {
  const { database, clock } = deps;
  const causeOf = ({ requestId }: CallOrigin) => ({ at: clock.now(), requestId });
  const callBy = <Input>(procedure: string, buyer: Buyer, input: Input) => ({
    procedure,
    caller: buyerKeyOf(buyer),
    input,
  });

  return {
    list: (buyer, input) => database.orders.listOwn(buyerKeyOf(buyer), input),

    get: async (buyer, { orderId }) => toOrderView(await readOwnOrder(deps, buyer, orderId)),

    async cancel(buyer, input, origin) {
      const { orderId, reason = null } = input;
      const { order } = await readOwnOrder(deps, buyer, orderId);
      const view = await inTurn(deps, order, () =>
        answerOnce(deps, callBy('order.cancel', buyer, input), async () => {
          const found = await readOwnOrder(deps, buyer, orderId);
          const by = { by: 'buyer', reason } as const;
          return toOrderView(await cancelOrder(deps, found, by, causeOf(origin)));
        }),
      );
      await advanceQuietly(deps, orderId, origin);
      return view;
    },

    requestReturn: (buyer, input, origin) =>
      answerOnce(deps, callBy('order.requestReturn', buyer, input), async () => {
        const found = await readOwnOrder(deps, buyer, input.orderId);
        const order = await requestReturn(deps, found, input, causeOf(origin));
        return toOrderView({ ...found, order });
      }),
  };
}
