import { ShopError } from '@trastienda/contract';
import type { CheckoutChange, CheckoutState } from '@trastienda/db';
import type { BuyingDeps, Cause } from '../base/buying-deps.ts';

/**
 * Writes a change that one event tells of, within the transaction that has read the checkout; the
 * event is the caller's to append. `DATABASE_BUSY` when the checkout has changed since.
 */
export async function writeCheckout(
  { database }: Pick<BuyingDeps, 'database'>,
  before: CheckoutState,
  change: CheckoutChange,
  { at }: Cause,
): Promise<CheckoutState> {
  const after = await database.checkouts.update(before, change, 1, at);
  if (after === null) throw new ShopError('DATABASE_BUSY');
  return after;
}
