import type { CallOrigin, StaffOrderView } from '@trastienda/contract';
import type { ChangeContext } from '../base/change-context.ts';
import { inTurn } from '../base/in-turn.ts';
import { type ChangedOrder, changeOrder, type OrderChangeInput } from '../orders/change-order.ts';
import type { OrderAdminService } from '../orders/order-services.ts';
import { type OrderWithPayment, readOrder } from '../orders/read-order.ts';
import type { AdvancePaymentDeps } from './advance-payment.ts';
import { advanceQuietly } from './advance-quietly.ts';
import { cancelOrder } from './cancel-order.ts';
import { refundOrder } from './refund-order.ts';

/** What staff give back of orders; each change stands in the audit log. */
export function createOrderRefunds(
  deps: AdvancePaymentDeps,
): Pick<OrderAdminService, 'cancel' | 'refund'> {
  /** As `changeOrder`, of what moves stock and money; the provider is then asked at once. */
  const settle = async (
    procedure: string,
    input: OrderChangeInput,
    origin: CallOrigin,
    work: (found: OrderWithPayment, context: ChangeContext) => Promise<ChangedOrder>,
  ): Promise<StaffOrderView> => {
    const { order } = await readOrder(deps, input.orderId);
    const view = await inTurn(deps, order, () => changeOrder(deps, procedure, input, origin, work));
    await advanceQuietly(deps, input.orderId, origin);
    return view;
  };

  return {
    refund: (input, origin) =>
      settle('orders.refund', input, origin, async (found, context) => {
        const { refund, ...after } = await refundOrder(deps, found, input, context);
        const details = { refundId: refund.id, amount: refund.amount };
        return { found: after, action: 'order.refunded', details };
      }),

    cancel: (input, origin) =>
      settle('orders.cancel', input, origin, async (found, context) => {
        const by = { by: 'staff', reason: input.reason ?? null } as const;
        const after = await cancelOrder(deps, found, by, context);
        return { found: after, action: 'order.cancelled', details: {} };
      }),
  };
}
