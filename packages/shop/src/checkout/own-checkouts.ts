import type { Clock, KeyedMutex } from '@trastienda/base';
import { runIdempotent } from '@trastienda/mongo';
import { buyerKeyOf, ShopError } from '@trastienda/shop-contract';
import { withLock } from '../base/with-lock.ts';
import type { CheckoutService } from './checkout-service.ts';
import { type EndCheckoutDeps, endCheckout } from './end-checkout.ts';
import { ownCheckout } from './own-checkout.ts';
import { viewCheckout } from './view-checkout.ts';

export interface OwnCheckoutsDeps extends EndCheckoutDeps {
  readonly clock: Clock;
  readonly locks: KeyedMutex;
}

/** Creates reads and cancellation of the buyer's checkouts. */
export function createOwnCheckouts(
  deps: OwnCheckoutsDeps,
): Pick<CheckoutService, 'get' | 'current' | 'cancel'> {
  const { database, clock } = deps;

  return {
    async get(buyer, { checkoutId }) {
      return viewCheckout(deps, await ownCheckout(deps, buyer, checkoutId));
    },

    async current(buyer) {
      // A buyer has one cart, and a cart one open checkout: both are found by unique keys.
      const buyerKey = buyerKeyOf(buyer);
      const cart = await database.carts.findByBuyer(buyerKey);
      const checkout = cart && (await database.checkouts.findOpenByCart(cart.id));
      if (checkout === null || checkout.expiresAt <= clock.now()) return null;
      // An account that has taken over a guest's cart does not own the guest's checkout.
      return buyerKeyOf(checkout.buyer) === buyerKey ? viewCheckout(deps, checkout) : null;
    },

    async cancel(buyer, input, { requestId }) {
      const { checkoutId } = input;
      const call = { procedure: 'checkout.cancel', caller: buyerKeyOf(buyer), input };
      return withLock(deps, await ownCheckout(deps, buyer, checkoutId), () =>
        runIdempotent(deps, call, async () => {
          const checkout = await ownCheckout(deps, buyer, checkoutId);
          const { status } = checkout;
          if (status !== 'open') throw new ShopError('CHECKOUT_CLOSED', { details: { status } });
          const context = { at: clock.now(), requestId };
          return viewCheckout(deps, await endCheckout(deps, checkout, 'cancelled', context));
        }),
      );
    },
  };
}
