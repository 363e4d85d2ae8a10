import { type CheckoutView, ShopError } from '@trastienda/shop-contract';
import type { CheckoutState, Database, OrderState, PaymentState } from '@trastienda/shop-db';
import { findUnlessKnown } from '../base/find-unless-known.ts';
import { toPaymentView } from '../base/payment-view.ts';

/**
 * Builds the view of a checkout for its buyer, with its payment and its order, which are read
 * unless they are `known`. Joins a transaction.
 * @throws {ShopError} CHECKOUT_NOT_FOUND when its personal data has been erased.
 */
export async function viewCheckout(
  { database }: { readonly database: Database },
  checkout: CheckoutState,
  known: { readonly payment?: PaymentState; readonly order?: OrderState | null } = {},
): Promise<CheckoutView> {
  const { paymentId, orderId, email, shippingAddress } = checkout;
  if (email === null || shippingAddress === null) throw new ShopError('CHECKOUT_NOT_FOUND');
  const payment = await findUnlessKnown(paymentId, known.payment, (found) =>
    database.payments.find(found),
  );
  const order = await findUnlessKnown(orderId, known.order, (found) => database.orders.find(found));
  return {
    id: checkout.id,
    status: checkout.status,
    email,
    locale: checkout.locale ?? null,
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
