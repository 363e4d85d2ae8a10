import type { Clock, Keyed, KeyedMutex } from '@trastienda/base';
import {
  type ChangeContext,
  hashesOf,
  type IdempotentCall,
  runIdempotent,
  runWithoutLookup,
  withCommittedState,
} from '@trastienda/mongo';
import {
  buyerKeyOf,
  type CallOrigin,
  type Locale,
  type PurchaseLine,
  ShopError,
  type StartCheckoutInput,
} from '@trastienda/shop-contract';
import type { CartState, CheckoutState, Database, StockState } from '@trastienda/shop-db';
import { checkoutEvent, totalOf } from '../base/checkout-event.ts';
import { withLock } from '../base/with-lock.ts';
import type { QuotedLine, Quoting } from '../pricing/pricing-service.ts';
import { reserveStock } from '../stock/change-stock.ts';
import type { CheckoutService } from './checkout-service.ts';
import { chooseLocale } from './choose-locale.ts';
import { endCheckout } from './end-checkout.ts';
import { isFirstStart } from './is-first-start.ts';
import { addressKeyOf, limitReservations, type ReservationLimits } from './limit-reservations.ts';
import { priceCheckout } from './price-checkout.ts';
import { rejectSoldOut } from './reject-sold-out.ts';
import { viewCheckout } from './view-checkout.ts';

const toPurchaseLine = (
  { variant, quantity, unitPrice }: QuotedLine,
  currency: string,
): PurchaseLine => ({
  sku: variant.sku,
  productId: variant.productId,
  title: variant.title,
  optionValues: [...variant.optionValues],
  imageUrl: variant.imageUrl,
  quantity,
  unitPrice: { amount: unitPrice, currency },
  weightGrams: variant.weightGrams,
  requiresShipping: variant.requiresShipping,
});

export interface StartCheckoutDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly pricing: Quoting;
  /** Locks by `sku:…` and `code:…` that serialize transactions on the same stock or discounts. */
  readonly locks: KeyedMutex;
  /** How long a checkout reserves its stock. */
  readonly reservationSeconds: number;
  /** Language of buyers who have chosen none; `en` by default. */
  readonly locale?: Locale;
  /** Limits on unpaid reservations; unlimited when absent. */
  readonly reservationLimits?: ReservationLimits;
}

/** Buyer and time of a new checkout. */
interface StartContext extends Pick<ChangeContext, 'at'> {
  readonly origin: CallOrigin;
  readonly addressKey: string | null;
  /**
   * Stock read before the transaction, for an attempt that presumes the cart to have no open
   * checkout; null for one that looks for it.
   */
  readonly knownStock: readonly StockState[] | null;
}

/** Starts the checkout of a cart, within the caller's transaction. */
async function begin(
  deps: StartCheckoutDeps,
  cart: CartState,
  input: Keyed<StartCheckoutInput>,
  { origin, addressKey, at, knownStock }: StartContext,
): Promise<CheckoutState> {
  const { database, pricing, reservationSeconds } = deps;
  const context: ChangeContext = { at, requestId: origin.requestId };
  const { id: cartId, buyer, currency } = cart;
  // First, so that the stock and discounts of the earlier checkout are available to the new one.
  const earlier = knownStock === null ? await database.checkouts.findOpenByCart(cartId) : null;
  if (earlier !== null) await endCheckout(deps, earlier, 'cancelled', context);

  const { lines, discountCodes } = cart;
  const purchase = { buyer, currency, lines, discountCodes };
  const quote = await priceCheckout(deps, purchase, input);
  const { shippingMethod } = quote;
  const checkoutId = database.checkouts.newId();
  const cause = { ...context, checkoutId };
  const reservations = await reserveStock(database, cart.lines, cause, knownStock ?? []);
  await limitReservations(deps, cart, reservations, origin, { addressKey, at });
  const discountIds = quote.discounts.map(({ id }) => id);
  await pricing.redeem(discountIds, { checkoutId, buyer, requestId: context.requestId });
  const checkout: CheckoutState = {
    id: checkoutId,
    buyer,
    cartId,
    status: 'open',
    email: input.email,
    locale: await chooseLocale(deps, cart, input.locale),
    currency,
    lines: quote.lines.map((line) => toPurchaseLine(line, currency)),
    prices: quote.prices,
    shippingAddress: input.shippingAddress,
    billingAddress: input.billingAddress,
    shippingMethod: shippingMethod && { id: shippingMethod.id, name: shippingMethod.name },
    reservations,
    discountCodes,
    discountIds,
    paymentId: null,
    orderId: null,
    expiresAt: new Date(at.getTime() + reservationSeconds * 1000),
    eventSequence: 1,
    createdAt: at,
    updatedAt: at,
  };
  await database.checkouts.insert(checkout, addressKey);
  const draft = { type: 'checkout.started', data: { cartId, ...totalOf(checkout) } } as const;
  await database.events.append([checkoutEvent(checkout, draft, context)]);
  return checkout;
}

/** Creates the start of a checkout from a cart; see docs/adr/0011-checkout.md. */
export function createStartCheckout(deps: StartCheckoutDeps): Pick<CheckoutService, 'start'> {
  const { database, clock } = deps;

  return {
    async start(buyer, input, origin) {
      const caller = buyerKeyOf(buyer);
      const addressKey = addressKeyOf(deps, origin);
      const call: IdempotentCall = { procedure: 'checkout.start', caller, input };
      let startedCart: CartState | null = null;
      const startWith = async (knownStock: readonly StockState[] | null) => {
        const cart = await database.carts.findByBuyer(caller);
        startedCart = cart;
        if (cart === null || cart.lines.length === 0) throw new ShopError('CART_EMPTY');
        const beginning = { origin, addressKey, at: clock.now(), knownStock };
        return viewCheckout(deps, await begin(deps, cart, input, beginning));
      };
      const startAfterLookup = () => runIdempotent(deps, call, () => startWith(null));

      const found = await database.carts.findForStart(caller, hashesOf(call).id);
      if (found === null) return startAfterLookup();
      const { cart, isFirst } = found;
      return withLock(deps, { ...cart, addressKey }, async () => {
        const stock = isFirst ? await rejectSoldOut(deps, cart, call) : null;
        if (stock === null) return startAfterLookup();
        // The first attempt looks for no earlier response and no open checkout: where there is one
        // since, its inserts fail, and the second attempt looks first. A rejection without either is
        // final.
        const mayBeOverturned = async () => !(await isFirstStart(deps, startedCart, call));
        const work = withCommittedState(stock, startWith, mayBeOverturned);
        return runWithoutLookup(deps, call, work);
      });
    },
  };
}
