import type { OrderLine, OrderView, StaffOrderView } from '@trastienda/contract';
import { type OrderLineDocument, summariseOrder } from '@trastienda/db';
import { toRefundView } from '../payment/payment-view.ts';
import type { OrderWithPayment } from './read-order.ts';
import { canBecome } from './transitions.ts';

function toLineView({
  stockQuantity: _,
  restockedQuantity: __,
  ...line
}: OrderLineDocument): OrderLine {
  return line;
}

/** An order as its buyer sees it. */
export function toOrderView({ order, payment }: OrderWithPayment): OrderView {
  return {
    ...summariseOrder(order),
    email: order.email,
    currency: order.currency,
    lines: order.lines.map(toLineView),
    prices: order.prices,
    shippingAddress: order.shippingAddress,
    billingAddress: order.billingAddress,
    shippingMethod: order.shippingMethod,
    fulfilments: order.fulfilments.map(({ lines, at, ...fulfilment }) => ({
      ...fulfilment,
      lines: [...lines],
      at: at.toISOString(),
    })),
    returns: order.returns.map(({ lines, requestedAt, ...request }) => ({
      ...request,
      lines: [...lines],
      requestedAt: requestedAt.toISOString(),
    })),
    refunds: payment.refunds.map((refund) => toRefundView(refund, order.currency)),
    isCancellable: canBecome(order.status, 'cancelled'),
  };
}

/** An order as staff see it. */
export function toStaffOrderView(found: OrderWithPayment): StaffOrderView {
  const { order } = found;
  return {
    ...toOrderView(found),
    checkoutId: order.checkoutId,
    paymentId: order.paymentId,
    accountId: order.buyer.kind === 'account' ? order.buyer.id : null,
    notes: order.notes.map(({ at, ...note }) => ({ ...note, at: at.toISOString() })),
  };
}
