import {
  type Buyer,
  buyerKeyOf,
  type CallOrigin,
  type CheckoutView,
  type CompleteCheckoutInput,
  ShopError,
} from '@trastienda/contract';
import { findResponse, storeResponse } from '../base/idempotency/run-idempotent.ts';
import { ownCheckout } from '../checkout/own-checkout.ts';
import { viewCheckout } from '../checkout/view-checkout.ts';
import { type Advanced, type AdvancePaymentDeps, advancePayment } from './advance-payment.ts';

/**
 * `CheckoutService.complete`. Its key is taken in the transaction that places the order, and its
 * answer is kept then: until there is an order nothing has been done, and the same call asks again.
 */
export async function completeCheckout(
  deps: AdvancePaymentDeps,
  buyer: Buyer,
  input: CompleteCheckoutInput,
  { requestId }: CallOrigin,
): Promise<CheckoutView> {
  const once = { procedure: 'checkout.complete', caller: buyerKeyOf(buyer), input };
  const earlier = await findResponse<CheckoutView>(deps, once);
  if (earlier !== null) return earlier.answer;

  const read = () => ownCheckout(deps, buyer, input.checkoutId);
  const found = await read();
  const { paymentId } = found;
  let fault: unknown = null;
  let advanced: Partial<Advanced> = {};
  if (paymentId !== null) {
    try {
      advanced = await advancePayment(deps, paymentId, { requestId, call: once, checkout: found });
    } catch (error) {
      // The order may be placed although the money is not taken yet: then that is the answer.
      fault = error;
    }
  }
  const checkout = advanced.checkout ?? (await read());
  if (checkout.status === 'completed') {
    // Another call may have placed the order meanwhile: then its payment is newer than ours.
    const known = advanced.order?.id === checkout.orderId ? advanced : {};
    return storeResponse(deps, once, await viewCheckout(deps, checkout, known));
  }
  if (fault !== null) throw fault;
  const { status } = checkout;
  if (status !== 'open') throw new ShopError('CHECKOUT_CLOSED', { details: { status } });
  if (paymentId === null) throw new ShopError('PAYMENT_REQUIRED');
  return viewCheckout(deps, checkout);
}
