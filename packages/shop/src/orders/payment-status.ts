import type { OrderPaymentStatus } from '@trastienda/shop-contract';
import type { OrderState } from '@trastienda/shop-db';

/** Derives the payment status of an order from its paid and refunded amounts. */
export function paymentStatusOf(
  order: Pick<OrderState, 'status' | 'totalAmount' | 'paidAmount' | 'refundedAmount'>,
): OrderPaymentStatus {
  const { status, totalAmount, paidAmount, refundedAmount } = order;
  if (paidAmount === 0) {
    if (status === 'cancelled') return 'voided';
    // A free order is paid as soon as it is no longer pending.
    return status === 'pending' || totalAmount > 0 ? 'pending' : 'paid';
  }
  if (refundedAmount === 0) return 'paid';
  return refundedAmount < paidAmount ? 'partially-refunded' : 'refunded';
}
