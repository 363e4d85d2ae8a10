import { retryDuplicate } from '@trastienda/mongo';
import type { Model } from 'mongoose';
import type { AddressLockDocument } from './address-lock-schema.ts';
import type { CheckoutDocument } from './checkout-document.ts';

/** Totals of open checkouts' reservations. */
export interface ReservedTotals {
  readonly checkouts: number;
  /** Reserved units of stock. */
  readonly units: number;
  /** When the first of them expires, unless it changes; null when there is none. */
  readonly firstEndsAt: Date | null;
}

/** Reservations of unpaid checkouts. */
export interface Reserved {
  readonly byBuyer: ReservedTotals;
  readonly byAddress: ReservedTotals;
}

/** Reservations of unpaid checkouts, by buyer and by network address. */
export interface ReservationStore {
  /**
   * Sums the reservations of a buyer, and of an address unless it is null. Joins a transaction, and
   * sees its writes. Leaves out the checkout of the cart `exceptCartId`.
   */
  reservedBy(buyerKey: string, addressKey: string | null, exceptCartId?: string): Promise<Reserved>;
  /**
   * Serializes transactions that start checkouts from one address: each writes the same document,
   * and of two concurrent ones one is retried.
   */
  lockAddress(addressKey: string, now: Date): Promise<void>;
}

/** Retention of a lock document, which is only needed during transactions. */
const LOCK_RETENTION_MS = 86_400_000;

const NOTHING: ReservedTotals = { checkouts: 0, units: 0, firstEndsAt: null };

/** Totals of the checkouts that belong to the buyer, to the address, or to both. */
interface ReservedGroup extends ReservedTotals {
  readonly isBuyers: boolean;
  readonly isAddresses: boolean;
}

function add(left: ReservedTotals, right: ReservedTotals): ReservedTotals {
  const [a, b] = [left.firstEndsAt, right.firstEndsAt];
  return {
    checkouts: left.checkouts + right.checkouts,
    units: left.units + right.units,
    firstEndsAt: a === null || (b !== null && b < a) ? b : a,
  };
}

/** Creates the part of the checkout store that limits reservations. */
export function createReservationStore(
  checkouts: Model<CheckoutDocument>,
  locks: Model<AddressLockDocument>,
): ReservationStore {
  return {
    async reservedBy(buyerKey, addressKey, exceptCartId) {
      const isOf = (field: string, key: string | null) =>
        key === null ? { $literal: false } : { $eq: [`$${field}`, { $literal: key }] };
      const owners = addressKey === null ? [{ buyerKey }] : [{ buyerKey }, { addressKey }];
      const groups = await checkouts.aggregate<ReservedGroup>([
        {
          $match: {
            $or: owners.map((owner) => ({ ...owner, status: 'open' })),
            ...(exceptCartId !== undefined && { cartId: { $ne: exceptCartId } }),
          },
        },
        {
          $group: {
            _id: { buyer: isOf('buyerKey', buyerKey), address: isOf('addressKey', addressKey) },
            checkouts: { $sum: 1 },
            // Not `{ $sum: '$reservations.quantity' }`: SecantusDB reads no path through an array
            // there.
            units: {
              $sum: {
                $reduce: {
                  input: '$reservations',
                  initialValue: 0,
                  in: { $add: ['$$value', '$$this.quantity'] },
                },
              },
            },
            firstEndsAt: { $min: '$expiresAt' },
          },
        },
        {
          $project: {
            _id: 0,
            isBuyers: '$_id.buyer',
            isAddresses: '$_id.address',
            checkouts: 1,
            units: 1,
            firstEndsAt: 1,
          },
        },
      ]);
      return {
        byBuyer: groups.filter(({ isBuyers }) => isBuyers).reduce(add, NOTHING),
        byAddress: groups.filter(({ isAddresses }) => isAddresses).reduce(add, NOTHING),
      };
    },

    async lockAddress(addressKey, now) {
      const expiresAt = new Date(now.getTime() + LOCK_RETENTION_MS);
      await locks
        .updateOne(
          { _id: addressKey },
          { $inc: { revision: 1 }, $set: { expiresAt } },
          { upsert: true },
        )
        .catch((error: unknown) => {
          throw retryDuplicate(error);
        });
    },
  };
}
