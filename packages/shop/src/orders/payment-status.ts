import type { OrderPaymentStatus } from '@trastienda/contract';
import type { OrderState } from '@trastienda/db';

/** Where an order's money is, by what was paid and refunded of its total. */
export function paymentStatusOf(
  order: Pick<OrderState, 'status' | 'totalAmount' | 'paidAmount' | 'refundedAmount'>,
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
