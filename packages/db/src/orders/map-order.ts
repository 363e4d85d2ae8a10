import type { OrderPaymentStatus, OrderSummary, StaffOrderSummary } from '@trastienda/contract';
import type { OrderDocument, OrderState } from './order-document.ts';

export function toOrderState({ _id, buyerKey: _, keys: __, ...order }: OrderDocument): OrderState {
  return { id: _id, ...order };
}

function paymentStatusOf(
  order: Pick<OrderDocument, 'status' | 'totalAmount' | 'paidAmount' | 'refundedAmount'>,
): OrderPaymentStatus {
  const { status, totalAmount, paidAmount, refundedAmount } = order;
  if (paidAmount === 0) {
    if (status === 'cancelled') return 'voided';
    // What costs nothing is paid for as soon as it is more than placed.
    return status === 'pending' || totalAmount > 0 ? 'pending' : 'paid';
  }
  if (refundedAmount === 0) return 'paid';
  return refundedAmount < paidAmount ? 'partially-refunded' : 'refunded';
}

/** What every view of an order begins with. */
export function summariseOrder(order: OrderState): OrderSummary {
  const { currency } = order;
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    paymentStatus: paymentStatusOf(order),
    total: { amount: order.totalAmount, currency },
    refunded: { amount: order.refundedAmount, currency },
    itemCount: order.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    placedAt: order.placedAt.toISOString(),
  };
}

export function toOrderSummary(document: OrderDocument): OrderSummary {
  return summariseOrder(toOrderState(document));
}

export function toStaffOrderSummary(document: OrderDocument): StaffOrderSummary {
  const { email, shippingAddress } = document;
  return { ...toOrderSummary(document), email, name: shippingAddress.name };
}
