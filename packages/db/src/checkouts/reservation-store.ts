import type { Model, QueryFilter } from 'mongoose';
import { retryDuplicate } from '../connection/duplicate-key.ts';
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

/** Reservations of unpaid checkouts, by buyer and by network address. */
export interface ReservationStore {
  /** Joins a transaction, and sees its writes. */
  reservedByBuyer(buyerKey: string): Promise<ReservedTotals>;
  /** Joins a transaction, and sees its writes. */
  reservedByAddress(addressKey: string): Promise<ReservedTotals>;
  /**
   * Serializes transactions that start checkouts from one address: each writes the same document,
   * and of two concurrent ones one is retried.
   */
  lockAddress(addressKey: string, now: Date): Promise<void>;
}

/** Retention of a lock document, which is only needed during transactions. */
const LOCK_RETENTION_MS = 86_400_000;

const NOTHING: ReservedTotals = { checkouts: 0, units: 0, firstEndsAt: null };

/** Creates the part of the checkout store that limits reservations. */
export function createReservationStore(
  checkouts: Model<CheckoutDocument>,
  locks: Model<AddressLockDocument>,
): ReservationStore {
  const sum = async (match: QueryFilter<CheckoutDocument>): Promise<ReservedTotals> => {
    const [reservations = NOTHING] = await checkouts.aggregate<ReservedTotals>([
      { $match: { ...match, status: 'open' } },
      {
        $group: {
          _id: null,
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
      { $project: { _id: 0 } },
    ]);
    return reservations;
  };

  return {
    reservedByBuyer: (buyerKey) => sum({ buyerKey }),
    reservedByAddress: (addressKey) => sum({ addressKey }),

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
