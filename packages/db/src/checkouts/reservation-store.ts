import type { Connection, Model, QueryFilter } from 'mongoose';
import { retryDuplicate } from '../connection/duplicate-key.ts';
import { type AddressLockDocument, addressLockSchema } from './address-lock-schema.ts';
import type { CheckoutDocument } from './checkout-document.ts';

/** What open checkouts hold together. */
export interface ReservedTotals {
  readonly checkouts: number;
  /** Units of stock. */
  readonly units: number;
  /** When the first of them ends, if nothing happens to it; null when there is none. */
  readonly firstEndsAt: Date | null;
}

/** What unpaid checkouts hold, by buyer and by network address. */
export interface ReservationStore {
  /** Joins a transaction, and sees what it has written. */
  reservedByBuyer(buyerKey: string): Promise<ReservedTotals>;
  /** As `reservedByBuyer`. */
  reservedByAddress(addressKey: string): Promise<ReservedTotals>;
  /**
   * Lets transactions that begin checkouts from one address run one after another: each writes, and
   * of two at once one runs again.
   */
  lockAddress(addressKey: string, now: Date): Promise<void>;
}

/** A lock says nothing once the transactions are over that needed it. */
const LOCK_KEPT_MS = 86_400_000;

const NOTHING: ReservedTotals = { checkouts: 0, units: 0, firstEndsAt: null };

/** Reads the checkouts of the model; opens the collection `address_locks`. */
export function createReservationStore(
  connection: Connection,
  checkouts: Model<CheckoutDocument>,
): ReservationStore {
  const locks = connection.model<AddressLockDocument>('AddressLock', addressLockSchema);

  const sum = async (match: QueryFilter<CheckoutDocument>): Promise<ReservedTotals> => {
    const [reservations = NOTHING] = await checkouts.aggregate<ReservedTotals>([
      { $match: { ...match, status: 'open' } },
      {
        $group: {
          _id: null,
          checkouts: { $sum: 1 },
          // Not `{ $sum: '$reservations.quantity' }`: SecantusDB reads no path through an array there.
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
      const expiresAt = new Date(now.getTime() + LOCK_KEPT_MS);
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
