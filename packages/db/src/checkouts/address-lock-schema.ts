import { Schema } from 'mongoose';

/**
 * What transactions write to that begin checkouts from the same network address, in
 * `address_locks`: of two at once the second one sees the first one's checkout. Removed by TTL.
 */
export interface AddressLockDocument {
  /** The address key. */
  readonly _id: string;
  /** Counts the times it was locked; says nothing else. */
  readonly revision: number;
  readonly expiresAt: Date;
}

export const addressLockSchema = new Schema<AddressLockDocument>(
  {
    _id: { type: String, required: true },
    revision: { type: Number, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'address_locks', strict: 'throw', versionKey: false },
);

// The server removes locks that nobody has needed for a while.
addressLockSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
