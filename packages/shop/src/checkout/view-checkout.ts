import { type CheckoutView, ShopError } from '@trastienda/contract';
import type { CheckoutState, Database } from '@trastienda/db';
import { toPaymentView } from '../base/payment-view.ts';

/**
 * A checkout as its buyer sees it, with its payment and its order. Joins a transaction.
 * `CHECKOUT_NOT_FOUND` for one whose personal data was erased.
 */
export async function viewCheckout(
  { database }: { readonly database: Database },
  checkout: CheckoutState,
): Promise<CheckoutView> {
  const { paymentId, orderId, email, shippingAddress } = checkout;
  if (email === null || shippingAddress === null) throw new ShopError('CHECKOUT_NOT_FOUND');
  const payment = paymentId === null ? null : await database.payments.find(paymentId);
  const order = orderId === null ? null : await database.orders.find(orderId);
  return {
    id: checkout.id,
    status: checkout.status,
    email,
    currency: checkout.currency,
    lines: [...checkout.lines],
    prices: checkout.prices,
    shippingAddress,
    billingAddress: checkout.billingAddress,
    shippingMethod: checkout.shippingMethod,
    payment: payment && toPaymentView(payment),
    orderId,
    orderNumber: order?.number ?? null,
    createdAt: checkout.createdAt.toISOString(),
    expiresAt: checkout.expiresAt.toISOString(),
  };
}
