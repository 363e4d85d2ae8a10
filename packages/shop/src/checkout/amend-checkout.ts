import type { Clock, KeyedMutex } from '@trastienda/base';
import { type ChangeContext, runIdempotent } from '@trastienda/mongo';
import { type AmendCheckoutInput, buyerKeyOf, ShopError } from '@trastienda/shop-contract';
import type { CheckoutChange, CheckoutState, PaymentState } from '@trastienda/shop-db';
import { checkoutEvent, totalOf } from '../base/checkout-event.ts';
import { withLock } from '../base/with-lock.ts';
import type { Quoting } from '../pricing/pricing-service.ts';
import type { CheckoutService } from './checkout-service.ts';
import type { EndCheckoutDeps } from './end-checkout.ts';
import { ownCheckout } from './own-checkout.ts';
import { priceCheckout } from './price-checkout.ts';
import { requireOpen } from './require-open.ts';
import { viewCheckout } from './view-checkout.ts';
import { writeCheckout } from './write-checkout.ts';

export interface AmendCheckoutDeps extends EndCheckoutDeps {
  readonly clock: Clock;
  readonly locks: KeyedMutex;
  readonly pricing: Quoting;
}

/** Returns the discount codes of a checkout; those of earlier versions stored only the used ones. */
function codesOf({ discountCodes, prices }: CheckoutState): readonly string[] {
  return discountCodes ?? prices.discounts.flatMap(({ code }) => (code === null ? [] : [code]));
}

/**
 * Requires that the payment has not gone further than the buyer's part of it: from there on the
 * provider may take the amount at any moment.
 * @throws {ShopError} PAYMENT_IN_PROGRESS.
 */
function requireUnpaid(payment: PaymentState | null): void {
  if (payment === null) return;
  const { status } = payment;
  if (status === 'requires-action' || status === 'failed' || status === 'voided') return;
  throw new ShopError('PAYMENT_IN_PROGRESS', { details: { status } });
}

type Amendment = Omit<AmendCheckoutInput, 'checkoutId'>;

/**
 * Prices a checkout again, at the prices of its lines: the buyer keeps them as the reservation keeps
 * the units.
 */
async function reprice(
  deps: AmendCheckoutDeps,
  checkout: CheckoutState,
  amendment: Amendment,
): Promise<CheckoutChange> {
  const { buyer, currency, shippingMethod, discountIds } = checkout;
  const shippingAddress = amendment.shippingAddress ?? checkout.shippingAddress;
  if (shippingAddress === null) throw new ShopError('CHECKOUT_NOT_FOUND');
  const discountCodes = amendment.discountCodes ?? codesOf(checkout);
  const { shippingMethodId = shippingMethod?.id ?? null, expectedTotal } = amendment;
  const lines = checkout.lines.map(({ sku, quantity, unitPrice }) => ({
    sku,
    quantity,
    agreedPrice: unitPrice.amount,
  }));
  const quote = await priceCheckout(
    deps,
    { buyer, currency, lines, discountCodes, ownDiscountIds: discountIds },
    { shippingAddress, shippingMethodId, expectedTotal },
  );
  const method = quote.shippingMethod;
  return {
    prices: quote.prices,
    shippingAddress,
    shippingMethod: method && { id: method.id, name: method.name },
    discountCodes: [...discountCodes],
    discountIds: quote.discounts.map(({ id }) => id),
  };
}

/** Returns true for an amendment on which the price depends. */
function affectsPrice(amendment: Amendment): boolean {
  const { shippingAddress, shippingMethodId, discountCodes, expectedTotal } = amendment;
  return [shippingAddress, shippingMethodId, discountCodes, expectedTotal].some(
    (value) => value !== undefined,
  );
}

/**
 * Amends an open checkout within the caller's transaction. When its total changes, a payment that
 * waits for the buyer is no longer that of the checkout: it is of another amount, so that it can
 * never pay the order, and the worker voids it.
 */
async function amend(
  deps: AmendCheckoutDeps,
  checkout: CheckoutState,
  amendment: Amendment,
  context: ChangeContext,
): Promise<CheckoutState> {
  const { database, pricing } = deps;
  const { id: checkoutId, buyer, paymentId } = checkout;
  requireUnpaid(paymentId === null ? null : await database.payments.find(paymentId));

  const repriced = affectsPrice(amendment) ? await reprice(deps, checkout, amendment) : {};
  const { prices = checkout.prices, discountIds = checkout.discountIds } = repriced;
  const kept = new Set(discountIds);
  const given = checkout.discountIds.filter((id) => !kept.has(id));
  const use = { checkoutId, buyer, requestId: context.requestId };
  await pricing.revertRedemption(given, use);
  await pricing.redeem(discountIds, use);

  const { email = checkout.email, billingAddress = checkout.billingAddress } = amendment;
  const isSameTotal = prices.total.amount === checkout.prices.total.amount;
  const change = {
    ...repriced,
    ...{ email, billingAddress, paymentId: isSameTotal ? paymentId : null },
    ...(amendment.locale && { locale: amendment.locale }),
  };
  const amended = await writeCheckout(deps, checkout, change, context);
  // A concurrent settlement of the payment then reads the checkout again.
  if (paymentId !== null) await database.payments.scheduleNow(checkoutId, context.at);
  const draft = { type: 'checkout.amended', data: totalOf(amended) } as const;
  await database.events.append([checkoutEvent(amended, draft, context)]);
  return amended;
}

/** Creates amendments of open checkouts; see docs/adr/0011-checkout.md. */
export function createAmendCheckout(deps: AmendCheckoutDeps): Pick<CheckoutService, 'amend'> {
  const { clock } = deps;

  return {
    async amend(buyer, input, { requestId }) {
      const { checkoutId, idempotencyKey: _, ...amendment } = input;
      const call = { procedure: 'checkout.amend', caller: buyerKeyOf(buyer), input };
      const found = await ownCheckout(deps, buyer, checkoutId);
      const discountCodes = [...codesOf(found), ...(amendment.discountCodes ?? [])];
      return withLock(deps, { lines: found.lines, discountCodes }, () =>
        runIdempotent(deps, call, async () => {
          const checkout = await ownCheckout(deps, buyer, checkoutId);
          const at = clock.now();
          requireOpen(checkout, at);
          return viewCheckout(deps, await amend(deps, checkout, amendment, { at, requestId }));
        }),
      );
    },
  };
}
