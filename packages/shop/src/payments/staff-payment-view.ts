import type { StaffPaymentView } from '@trastienda/shop-contract';
import type { PaymentState } from '@trastienda/shop-db';
import { toPaymentView, toRefundView } from '../base/payment-view.ts';

/**
 * Builds the view of a payment for staff, without the client secret and action URL that would let
 * them finish it in the buyer's place.
 */
export function toStaffPaymentView(payment: PaymentState): StaffPaymentView {
  const { id, provider, status, amount, failure } = toPaymentView(payment);
  const { currency, checkoutId, orderId, reference, createdAt, updatedAt } = payment;
  return {
    id,
    provider,
    status,
    amount,
    failure,
    checkoutId,
    orderId,
    reference,
    amountCaptured: { amount: payment.amountCaptured, currency },
    amountRefunded: { amount: payment.amountRefunded, currency },
    refunds: payment.refunds.map((refund) => toRefundView(refund, currency)),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
