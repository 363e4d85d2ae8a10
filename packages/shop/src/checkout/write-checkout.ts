import { ShopError } from '@trastienda/contract';
import type { CheckoutChange, CheckoutState, Database } from '@trastienda/db';
import type { ChangeContext } from '../base/change-context.ts';

/**
 * Writes a change that one event tells of, within the transaction that has read the checkout; the
 * event is the caller's to append. `DATABASE_BUSY` when the checkout has changed since.
 */
export async function writeCheckout(
  { database }: { readonly database: Database },
  before: CheckoutState,
  change: CheckoutChange,
  { at }: ChangeContext,
): Promise<CheckoutState> {
  const after = await database.checkouts.update(before, change, 1, at);
  if (after === null) throw new ShopError('DATABASE_BUSY');
  return after;
}
