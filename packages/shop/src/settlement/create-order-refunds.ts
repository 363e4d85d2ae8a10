import type { ChangeContext } from '@trastienda/mongo';
import { type CallOrigin, ShopError, type StaffOrderView } from '@trastienda/shop-contract';
import { withLock } from '../base/with-lock.ts';
import { type ChangedOrder, changeOrder, type OrderChangeInput } from '../orders/change-order.ts';
import type { OrderAdminService } from '../orders/order-services.ts';
import type { OrderWithPayment } from '../orders/read-order.ts';
import type { AdvancePaymentDeps } from './advance-payment.ts';
import { advanceQuietly } from './advance-quietly.ts';
import { cancelOrder } from './cancel-order.ts';
import { changeMoney } from './change-money.ts';
import { type RefundOrderDeps, refundOrder } from './refund-order.ts';

/** Creates refunds and cancellations by staff; each has an entry in the audit log. */
export function createOrderRefunds(
  deps: AdvancePaymentDeps,
): Pick<OrderAdminService, 'cancel' | 'refund'> {
  /** As `changeOrder`, for changes of stock and money, followed by a request to the provider. */
  const settle = async (
    procedure: string,
    input: OrderChangeInput,
    origin: CallOrigin,
    work: (
      deps: RefundOrderDeps,
      found: OrderWithPayment,
      context: ChangeContext,
    ) => Promise<ChangedOrder>,
  ): Promise<StaffOrderView> => {
    const order = await deps.database.orders.find(input.orderId);
    if (order === null) throw new ShopError('ORDER_NOT_FOUND');
    const change = (found: OrderWithPayment, context: ChangeContext) =>
      changeMoney(deps, found, (collecting) => work(collecting, found, context));
    const { view, changed } = await withLock(deps, order, () =>
      changeOrder(deps, procedure, input, origin, change, order),
    );
    await advanceQuietly(deps, input.orderId, origin, changed?.begun ?? null);
    return view;
  };

  return {
    refund: (input, origin) =>
      settle('orders.refund', input, origin, async (collecting, found, context) => {
        const { refund, ...after } = await refundOrder(collecting, found, input, context);
        const details = { refundId: refund.id, amount: refund.amount };
        return { found: after, action: 'order.refunded', details };
      }),

    cancel: (input, origin) =>
      settle('orders.cancel', input, origin, async (collecting, found, context) => {
        const by = { by: 'staff', reason: input.reason ?? null } as const;
        const after = await cancelOrder(collecting, found, by, context);
        return { found: after, action: 'order.cancelled', details: {} };
      }),
  };
}
