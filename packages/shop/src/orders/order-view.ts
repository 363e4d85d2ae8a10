import type {
  LinkedOrderView,
  OrderLine,
  OrderSummary,
  OrderView,
  StaffOrderSummary,
  StaffOrderView,
} from '@trastienda/shop-contract';
import type { OrderState } from '@trastienda/shop-db';
import { toRefundView } from '../base/payment-view.ts';
import { type CountedLine, countLines } from './line-quantities.ts';
import { paymentStatusOf } from './payment-status.ts';
import type { OrderWithPayment } from './read-order.ts';
import { canBecome } from './transitions.ts';

function toLineView({ stockQuantity: _, restockedQuantity: __, ...line }: CountedLine): OrderLine {
  return line;
}

/** Builds an order of the buyer's list; all other views extend it. */
export function toOrderSummary(order: OrderState): OrderSummary {
  const { currency } = order;
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    paymentStatus: paymentStatusOf(order),
    total: { amount: order.totalAmount, currency },
    refunded: { amount: order.refundedAmount, currency },
    itemCount: order.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    isShipped: order.shippingMethod !== null,
    placedAt: order.placedAt.toISOString(),
  };
}

/** Builds an order of a list for staff. */
export function toStaffOrderSummary(order: OrderState): StaffOrderSummary {
  return { ...toOrderSummary(order), email: order.email, name: order.shippingAddress.name };
}

/** Builds the view of an order for its buyer. */
export function toOrderView({ order, payment }: OrderWithPayment): OrderView {
  return {
    ...toOrderSummary(order),
    email: order.email,
    locale: order.locale ?? null,
    currency: order.currency,
    lines: countLines(order, payment.refunds).map(toLineView),
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

/** Builds the view of an order for the holder of a link to it. */
export function toLinkedOrderView(found: OrderWithPayment): LinkedOrderView {
  const { email: _, billingAddress: __, isCancellable: ___, ...view } = toOrderView(found);
  const { phone: ____, ...shippingAddress } = view.shippingAddress;
  return { ...view, shippingAddress };
}

/** Builds the view of an order for staff. */
export function toStaffOrderView(found: OrderWithPayment): StaffOrderView {
  const { order } = found;
  return {
    ...toOrderView(found),
    // Staff may also cancel the unshipped rest of an order.
    isCancellable: canBecome(order.status, 'cancelled') || order.status === 'partially-fulfilled',
    checkoutId: order.checkoutId,
    paymentId: order.paymentId,
    accountId: order.buyer.kind === 'account' ? order.buyer.id : null,
    notes: order.notes.map(({ at, ...note }) => ({ ...note, at: at.toISOString() })),
  };
}
