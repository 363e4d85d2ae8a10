import type { ChangeContext } from '@trastienda/mongo';
import type { CheckoutState, Database } from '@trastienda/shop-db';
import { checkoutEvent, totalOf } from '../base/checkout-event.ts';
import type { Quoting } from '../pricing/pricing-service.ts';
import { releaseStock } from '../stock/change-stock.ts';
import { writeCheckout } from './write-checkout.ts';

export interface EndCheckoutDeps {
  readonly database: Database;
  readonly pricing: Pick<Quoting, 'revertRedemption'>;
}

/**
 * Ends an open checkout without an order, within the transaction that has read it: releases its
 * stock, reverts its discount uses, and schedules its payment so that the worker voids an
 * authorization.
 */
export async function endCheckout(
  deps: EndCheckoutDeps,
  checkout: CheckoutState,
  status: 'cancelled' | 'expired',
  context: ChangeContext,
): Promise<CheckoutState> {
  const { database, pricing } = deps;
  const { id: checkoutId, buyer, reservations, discountIds } = checkout;
  const ended = await writeCheckout(deps, checkout, { status }, context);
  await releaseStock(database, reservations, { ...context, checkoutId });
  const { at, requestId } = context;
  await pricing.revertRedemption(discountIds, { checkoutId, buyer, requestId });
  await database.payments.scheduleNow(checkoutId, at);
  const draft = { type: `checkout.${status}`, data: totalOf(ended) } as const;
  await database.events.append([checkoutEvent(ended, draft, context)]);
  return ended;
}
