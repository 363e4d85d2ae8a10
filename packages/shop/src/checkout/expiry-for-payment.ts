import type { CheckoutState } from '@trastienda/shop-db';

/** Maximum total time of a reservation, in multiples of the usual time. */
const MAX_HOLDS = 4;

/**
 * Returns until when a checkout reserves its stock at least once its buyer pays, so that the stock
 * is not lost while the bank authenticates the buyer: half of the usual time from now.
 */
export function leastExpiryForPayment(now: Date, reservationSeconds: number): Date {
  return new Date(now.getTime() + (reservationSeconds * 1000) / 2);
}

const maxHoldMs = (reservationSeconds: number) => MAX_HOLDS * reservationSeconds * 1000;

/** Returns the earliest start of a checkout that may reserve its stock until `expiresAt`. */
export function earliestStart(expiresAt: Date, reservationSeconds: number): Date {
  return new Date(expiresAt.getTime() - maxHoldMs(reservationSeconds));
}

/**
 * Returns until when a checkout reserves its stock once its buyer pays again. Repeated payment
 * attempts extend it to four times the usual time at most.
 */
export function expiryForPayment(
  { createdAt, expiresAt }: Pick<CheckoutState, 'createdAt' | 'expiresAt'>,
  now: Date,
  reservationSeconds: number,
): Date {
  const wanted = leastExpiryForPayment(now, reservationSeconds).getTime();
  const latest = createdAt.getTime() + maxHoldMs(reservationSeconds);
  return new Date(Math.max(expiresAt.getTime(), Math.min(wanted, latest)));
}
