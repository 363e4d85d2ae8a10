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
): Pick<CheckoutService, 'get' | 'cancel'> {
  const { clock } = deps;

  return {
    async get(buyer, { checkoutId }) {
      return viewCheckout(deps, await ownCheckout(deps, buyer, checkoutId));
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
