import { buyerKeyOf, ShopError } from '@trastienda/contract';
import type { BuyingDeps } from '../base/buying-deps.ts';
import { answerOnce } from '../base/idempotency/run-idempotent.ts';
import { inTurn } from '../base/in-turn.ts';
import type { CheckoutService } from './checkout-service.ts';
import { endCheckout } from './end-checkout.ts';
import { ownCheckout } from './own-checkout.ts';
import { viewCheckout } from './view-checkout.ts';

/** Looking at one's own checkouts, and thinking better of them. */
export function createOwnCheckouts(deps: BuyingDeps): Pick<CheckoutService, 'get' | 'cancel'> {
  const { clock } = deps;

  return {
    async get(buyer, { checkoutId }) {
      return viewCheckout(deps, await ownCheckout(deps, buyer, checkoutId));
    },

    async cancel(buyer, input, { requestId }) {
      const { checkoutId } = input;
      const call = { procedure: 'checkout.cancel', caller: buyerKeyOf(buyer), input };
      return inTurn(deps, await ownCheckout(deps, buyer, checkoutId), () =>
        answerOnce(deps, call, async () => {
          const checkout = await ownCheckout(deps, buyer, checkoutId);
          const { status } = checkout;
          if (status !== 'open') throw new ShopError('CHECKOUT_CLOSED', { details: { status } });
          const cause = { at: clock.now(), requestId };
          return viewCheckout(deps, await endCheckout(deps, checkout, 'cancelled', cause));
        }),
      );
    },
  };
}
