import type { CheckoutState } from '@trastienda/db';

/** No checkout holds its stock for longer than so many times the usual. */
const MAX_HOLDS = 4;

/**
 * Until when a checkout holds its stock once its buyer pays: at least half of the usual time from
 * now, so that stock does not go to others while the bank asks the buyer. Beginning payments over
 * and over holds it for four times the usual at most.
 */
export function expiryForPayment(
  { createdAt, expiresAt }: Pick<CheckoutState, 'createdAt' | 'expiresAt'>,
  now: Date,
  reservationSeconds: number,
): Date {
  const wanted = now.getTime() + (reservationSeconds * 1000) / 2;
  const latest = createdAt.getTime() + MAX_HOLDS * reservationSeconds * 1000;
  return new Date(Math.max(expiresAt.getTime(), Math.min(wanted, latest)));
}
