import type { ChangeContext } from '@trastienda/mongo';
import { type Actor, buyerKeyOf, type CallOrigin, ShopError } from '@trastienda/shop-contract';
import type { CartState, Database, ReservedTotals, StockQuantity } from '@trastienda/shop-db';

/** Limits on concurrent reservations of unpaid checkouts; 0 means no limit. */
export interface ReservationLimits {
  /** Maximum units that the checkouts of one buyer may reserve. */
  readonly buyerUnits: number;
  /** Maximum units that all checkouts from one network address may reserve. */
  readonly addressUnits: number;
  /** Maximum open checkouts from one network address. */
  readonly addressCheckouts: number;
  /** Pseudonymizes an address; all processes return the same key for the same address. */
  readonly addressKeyOf: (source: string) => string;
}

interface ReservationLimitDeps {
  readonly database: Pick<Database, 'checkouts'>;
  /** Unlimited when absent. */
  readonly reservationLimits?: ReservationLimits;
}

/** Staff and systems with an API key order on behalf of many buyers. */
function isExempt(actor: Actor): boolean {
  return actor.kind !== 'anonymous' && (actor.kind !== 'account' || actor.permissions.length > 0);
}

/** Returns the address key that a new checkout counts for; null when no address limit applies. */
export function addressKeyOf(
  { reservationLimits }: Pick<ReservationLimitDeps, 'reservationLimits'>,
  { actor, source }: CallOrigin,
): string | null {
  if (reservationLimits === undefined || isExempt(actor)) return null;
  const { addressUnits, addressCheckouts, addressKeyOf: keyOf } = reservationLimits;
  return addressUnits === 0 && addressCheckouts === 0 ? null : keyOf(source);
}

type Limit = 'buyer-units' | 'address-units' | 'address-checkouts';

function reached(limit: Limit, max: number, { firstEndsAt }: ReservedTotals, at: Date): ShopError {
  // When the cart alone exceeds the limit, no expiry helps.
  const waitMs = firstEndsAt === null ? null : firstEndsAt.getTime() - at.getTime();
  const retryAfterSeconds = waitMs === null ? null : Math.max(1, Math.ceil(waitMs / 1000));
  return new ShopError('CHECKOUT_LIMIT_REACHED', {
    details: { limit, max, ...(retryAfterSeconds !== null && { retryAfterSeconds }) },
  });
}

/**
 * Rejects a checkout whose buyer or network address would exceed a limit on unpaid reservations.
 * Runs within the transaction that starts it, before it is written and after the cart's earlier
 * checkout has ended. Two transactions for one address conflict, so that they cannot both pass.
 * @throws {ShopError} CHECKOUT_LIMIT_REACHED.
 */
export async function limitReservations(
  { database: { checkouts }, reservationLimits }: ReservationLimitDeps,
  { buyer }: Pick<CartState, 'buyer'>,
  reservations: readonly StockQuantity[],
  { actor }: Pick<CallOrigin, 'actor'>,
  { addressKey, at }: { readonly addressKey: string | null } & Pick<ChangeContext, 'at'>,
): Promise<void> {
  if (reservationLimits === undefined || isExempt(actor)) return;
  const { buyerUnits, addressUnits, addressCheckouts } = reservationLimits;
  const units = reservations.reduce((sum, { quantity }) => sum + quantity, 0);
  const exceeds = (reserved: ReservedTotals, max: number) =>
    max > 0 && units > 0 && reserved.units + units > max;

  if (buyerUnits === 0 && addressKey === null) return;
  if (addressKey !== null) await checkouts.lockAddress(addressKey, at);
  const { byBuyer, byAddress } = await checkouts.reservedBy(buyerKeyOf(buyer), addressKey);
  // No lock: two checkouts of one cart conflict anyway.
  if (exceeds(byBuyer, buyerUnits)) throw reached('buyer-units', buyerUnits, byBuyer, at);
  if (addressKey === null) return;
  if (exceeds(byAddress, addressUnits)) {
    throw reached('address-units', addressUnits, byAddress, at);
  }
  if (addressCheckouts > 0 && byAddress.checkouts >= addressCheckouts) {
    throw reached('address-checkouts', addressCheckouts, byAddress, at);
  }
}
