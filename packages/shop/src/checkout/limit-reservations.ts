import { type Actor, buyerKeyOf, type CallOrigin, ShopError } from '@trastienda/contract';
import type { CartState, Database, ReservedTotals, StockQuantity } from '@trastienda/db';
import type { ChangeContext } from '../base/change-context.ts';

/** What unpaid checkouts may hold at once; 0 for no limit. */
export interface ReservationLimits {
  /** Units of stock that the checkouts of one buyer may hold. */
  readonly buyerUnits: number;
  /** Units that the checkouts begun from one network address may hold, whoever begins them. */
  readonly addressUnits: number;
  /** How many checkouts that were begun from one network address may be open. */
  readonly addressCheckouts: number;
  /** Hides an address: the same for the same address in all processes. */
  readonly addressKeyOf: (source: string) => string;
}

interface ReservationLimitDeps {
  readonly database: Pick<Database, 'checkouts'>;
  /** Absent: no limits. */
  readonly reservationLimits?: ReservationLimits;
}

/** Staff orders on behalf of many, and so do systems that staff has given a key. */
function isExempt(actor: Actor): boolean {
  return actor.kind !== 'anonymous' && (actor.kind !== 'account' || actor.permissions.length > 0);
}

/** What a new checkout from there counts for; null when no limit of addresses counts it. */
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
  // Nothing ends that would help a cart which alone is too much.
  const waitMs = firstEndsAt === null ? null : firstEndsAt.getTime() - at.getTime();
  const retryAfterSeconds = waitMs === null ? null : Math.max(1, Math.ceil(waitMs / 1000));
  return new ShopError('CHECKOUT_LIMIT_REACHED', {
    details: { limit, max, ...(retryAfterSeconds !== null && { retryAfterSeconds }) },
  });
}

/**
 * Refuses a checkout with which its buyer, or all buyers at its address, would hold more stock
 * than they may without having paid. Within the transaction that begins it, before it is written,
 * and after the earlier checkout of the cart was ended. Two transactions for one address conflict,
 * so that both cannot pass. `CHECKOUT_LIMIT_REACHED`.
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

  if (buyerUnits > 0) {
    // No lock: two checkouts of one cart conflict by themselves.
    const reserved = await checkouts.reservedByBuyer(buyerKeyOf(buyer));
    if (exceeds(reserved, buyerUnits)) throw reached('buyer-units', buyerUnits, reserved, at);
  }
  if (addressKey === null) return;
  await checkouts.lockAddress(addressKey, at);
  const reserved = await checkouts.reservedByAddress(addressKey);
  if (exceeds(reserved, addressUnits)) throw reached('address-units', addressUnits, reserved, at);
  if (addressCheckouts > 0 && reserved.checkouts >= addressCheckouts) {
    throw reached('address-checkouts', addressCheckouts, reserved, at);
  }
}
