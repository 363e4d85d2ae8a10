import { type ChangeContext, ConflictError } from '@trastienda/mongo';
import type { CheckoutChange, CheckoutState, Database } from '@trastienda/shop-db';

/**
 * Writes a change of a checkout that has one event, within the caller's transaction, which retries
 * when the checkout has changed since it was read. The caller appends the event.
 */
export async function writeCheckout(
  { database }: { readonly database: Database },
  before: CheckoutState,
  change: CheckoutChange,
  { at }: ChangeContext,
): Promise<CheckoutState> {
  const after = await database.checkouts.update(before, change, 1, at);
  if (after === null) throw new ConflictError(`Checkout ${before.id} has changed.`);
  return after;
}
