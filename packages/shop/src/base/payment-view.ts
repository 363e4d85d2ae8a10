import type { PaymentView, RefundView } from '@trastienda/shop-contract';
import type { PaymentState, RefundState } from '@trastienda/shop-db';

/** Builds the view of a refund for buyers and staff. */
export function toRefundView(refund: RefundState, currency: string): RefundView {
  const { id, amount, status, reason, lines, shipping, createdAt } = refund;
  const money = (minorUnits: number) => ({ amount: minorUnits, currency });
  return {
    id,
    amount: money(amount),
    status,
    reason,
    lines: lines.map(({ sku, quantity, canceled = 0, returned = 0, reopened = 0, ...line }) => ({
      sku,
      quantity: Math.max(quantity + reopened, canceled + returned),
      amount: money(line.amount),
    })),
    shipping: shipping === undefined ? null : money(shipping),
    createdAt: createdAt.toISOString(),
  };
}

/** Builds the view of a payment for the buyer. */
export function toPaymentView(payment: PaymentState): PaymentView {
  const { id, provider, status, amount, currency, clientSecret, actionUrl, failure } = payment;
  return {
    id,
    provider,
    status,
    amount: { amount, currency },
    clientSecret,
    actionUrl,
    failure,
  };
}
