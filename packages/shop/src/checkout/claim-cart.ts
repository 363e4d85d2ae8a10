import { buyerKeyOf } from '@trastienda/shop-contract';
import type { CartDeps, CartService } from '../carts/cart-service.ts';
import { newCart, writeCart } from '../carts/change-cart.ts';
import { mergeCarts } from '../carts/merge-carts.ts';
import { quoteForCart } from '../carts/quote-for-cart.ts';
import { retryOnConflict } from '../carts/retry-on-conflict.ts';
import { emptyCartView, viewCart } from '../carts/view-cart.ts';
import { endCheckout } from './end-checkout.ts';

/** Creates the merge of a guest's cart into the account's cart, in one transaction. */
export function createClaimCart(deps: CartDeps): Pick<CartService, 'claim'> {
  const { database, clock } = deps;
  const { carts, checkouts } = database;

  return {
    async claim(account, guest, { requestId }) {
      const cart = await retryOnConflict(() =>
        database.transaction(async () => {
          const found = await carts.findByBuyer(buyerKeyOf(account));
          const theirs = guest === null ? null : await carts.findByBuyer(buyerKeyOf(guest));
          if (theirs === null) return found;
          await carts.remove(theirs.id);
          // Without another cart the same cart continues: a checkout of it that is being paid gives
          // way when the cart is checked out again, and does not become a second order.
          const own = found ?? { ...newCart(deps, account), id: theirs.id };
          const claimed = await writeCart(deps, own, await mergeCarts(deps, own, theirs));
          // Otherwise it would reserve the stock that the same person wants to buy from the
          // account's cart. A checkout that is being paid is left to finish.
          const checkout = await checkouts.findOpenByCart(theirs.id);
          if (checkout?.paymentId === null) {
            await endCheckout(deps, checkout, 'cancelled', { at: clock.now(), requestId });
          }
          return claimed;
        }),
      );
      if (cart === null) return emptyCartView(deps.currency);
      return viewCart(deps, cart, await quoteForCart(deps, cart));
    },
  };
}
