import { ShopError } from '@trastienda/shop-contract';
import type { CheckoutState } from '@trastienda/shop-db';

/**
 * Requires that a checkout is open and still reserves its stock at a time; until the job has ended
 * it, an expired one is open.
 * @throws {ShopError} CHECKOUT_CLOSED.
 */
export function requireOpen(
  { status, expiresAt }: Pick<CheckoutState, 'status' | 'expiresAt'>,
  at: Date,
): void {
  if (status !== 'open') throw new ShopError('CHECKOUT_CLOSED', { details: { status } });
  if (expiresAt <= at) throw new ShopError('CHECKOUT_CLOSED', { details: { status: 'expired' } });
}
