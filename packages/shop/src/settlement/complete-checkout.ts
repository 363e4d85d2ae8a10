import type { Keyed } from '@trastienda/base';
import { answerReserved, findResponse, storeResponse } from '@trastienda/mongo';
import {
  type Buyer,
  buyerKeyOf,
  type CallOrigin,
  type CheckoutIdInput,
  type CheckoutView,
  ShopError,
} from '@trastienda/shop-contract';
import { ownCheckout } from '../checkout/own-checkout.ts';
import { viewCheckout } from '../checkout/view-checkout.ts';
import { type Advanced, type AdvancePaymentDeps, advancePayment } from './advance-payment.ts';
import { isOpen } from './place-order.ts';

/**
 * Implements `CheckoutService.complete`. Reserves the idempotency key in the transaction that
 * places the order, and stores the response in the last one: without an order nothing has happened, and
 * a repeated call tries again.
 */
export async function completeCheckout(
  deps: AdvancePaymentDeps,
  buyer: Buyer,
  input: Keyed<CheckoutIdInput>,
  { requestId }: CallOrigin,
): Promise<CheckoutView> {
  const caller = buyerKeyOf(buyer);
  const once = { procedure: 'checkout.complete', caller, input };
  const read = await deps.database.checkouts.findOwnWithPayment(input.checkoutId, caller);
  const found = read?.checkout ?? null;
  if (!isOpen(found)) {
    // An open checkout has no order, so no completion of it has a stored response.
    const earlier = await findResponse<CheckoutView>(deps, once);
    if (earlier !== null) return earlier.answer;
  }
  if (found === null) throw new ShopError('CHECKOUT_NOT_FOUND');

  const { paymentId } = found;
  let fault: unknown = null;
  let advanced: Partial<Advanced> = {};
  if (paymentId !== null) {
    try {
      advanced = await advancePayment(deps, paymentId, {
        requestId,
        call: once,
        checkout: found,
        payment: read?.payment ?? null,
        async storeAnswer(placed) {
          const view = await viewCheckout(deps, placed.checkout, placed);
          return (await answerReserved(deps, once, view)) ? view : null;
        },
      });
      if (advanced.answer !== undefined) return advanced.answer;
    } catch (error) {
      // The order may be placed although the payment is not captured yet; then it is the response.
      fault = error;
    }
  }
  if (advanced.checkout === undefined) {
    // No key was reserved: the order may come from another call, or from this call in another
    // process.
    const earlier = await findResponse<CheckoutView>(deps, once);
    if (earlier !== null) return earlier.answer;
  }
  const checkout = advanced.checkout ?? (await ownCheckout(deps, buyer, input.checkoutId));
  if (checkout.status === 'completed') {
    // Another call may have placed the order meanwhile; then its payment is newer than ours.
    const known = advanced.order?.id === checkout.orderId ? advanced : {};
    return storeResponse(deps, once, await viewCheckout(deps, checkout, known));
  }
  if (fault !== null) throw fault;
  const { status } = checkout;
  if (status !== 'open') throw new ShopError('CHECKOUT_CLOSED', { details: { status } });
  if (paymentId === null) throw new ShopError('PAYMENT_REQUIRED');
  return viewCheckout(deps, checkout);
}
