import { Schema } from 'mongoose';

/**
 * A document that all transactions starting checkouts from one network address write to, in
 * `address_locks`: of two concurrent ones the second sees the first one's checkout. Removed by TTL.
 */
export interface AddressLockDocument {
  /** The address key. */
  readonly _id: string;
  /** Incremented by each lock; has no other meaning. */
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

// The server removes unused locks.
addressLockSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
