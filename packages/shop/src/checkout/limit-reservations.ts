import type { ChangeContext } from '@trastienda/mongo';
import {
  type Actor,
  buyerKeyOf,
  type CallOrigin,
  type ReservationLimit,
  ShopError,
} from '@trastienda/shop-contract';
import type {
  CartState,
  Database,
  Reserved,
  ReservedTotals,
  StockQuantity,
} from '@trastienda/shop-db';

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

export interface ReservationLimitDeps {
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

interface Exceeded {
  readonly limit: ReservationLimit;
  readonly max: number;
  /** What counts for the limit already. */
  readonly reserved: ReservedTotals;
}

const unitsOf = (reservations: readonly StockQuantity[]) =>
  reservations.reduce((sum, { quantity }) => sum + quantity, 0);

/** Returns the first limit that a checkout of so many units would exceed; null when there is none. */
function exceededBy(
  { buyerUnits, addressUnits, addressCheckouts }: ReservationLimits,
  units: number,
  { byBuyer, byAddress }: Reserved,
  addressKey: string | null,
): Exceeded | null {
  const exceeds = (reserved: ReservedTotals, max: number) =>
    max > 0 && units > 0 && reserved.units + units > max;
  if (exceeds(byBuyer, buyerUnits)) {
    return { limit: 'buyer-units', max: buyerUnits, reserved: byBuyer };
  }
  if (addressKey === null) return null;
  if (exceeds(byAddress, addressUnits)) {
    return { limit: 'address-units', max: addressUnits, reserved: byAddress };
  }
  return addressCheckouts > 0 && byAddress.checkouts >= addressCheckouts
    ? { limit: 'address-checkouts', max: addressCheckouts, reserved: byAddress }
    : null;
}

function reached({ limit, max, reserved: { firstEndsAt } }: Exceeded, at: Date): ShopError {
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
  if (reservationLimits.buyerUnits === 0 && addressKey === null) return;
  if (addressKey !== null) await checkouts.lockAddress(addressKey, at);
  const reserved = await checkouts.reservedBy(buyerKeyOf(buyer), addressKey);
  // No lock of the buyer: two checkouts of one cart conflict anyway.
  const exceeded = exceededBy(reservationLimits, unitsOf(reservations), reserved, addressKey);
  if (exceeded !== null) throw reached(exceeded, at);
}

/**
 * Returns the limit by which `limitReservations` would reject a checkout of a cart that reserved
 * this; null when there is none. The cart's own open checkout does not count, which ends first.
 */
export async function findExceededLimit(
  deps: ReservationLimitDeps,
  { id, buyer }: Pick<CartState, 'id' | 'buyer'>,
  reservations: readonly StockQuantity[],
  origin: CallOrigin,
): Promise<Pick<Exceeded, 'limit' | 'max'> | null> {
  const { database, reservationLimits } = deps;
  if (reservationLimits === undefined || isExempt(origin.actor)) return null;
  const addressKey = addressKeyOf(deps, origin);
  if (reservationLimits.buyerUnits === 0 && addressKey === null) return null;
  const reserved = await database.checkouts.reservedBy(buyerKeyOf(buyer), addressKey, id);
  const exceeded = exceededBy(reservationLimits, unitsOf(reservations), reserved, addressKey);
  return exceeded && { limit: exceeded.limit, max: exceeded.max };
}
