import { defineCollection, defineSchema } from '@trastienda/mongo';

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

const addressLockSchema = defineSchema<AddressLockDocument>(
  {
    _id: { type: String, required: true },
    revision: { type: Number, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false },
);

/** Serializes checkout starts from one network address. */
export const addressLocks = defineCollection({
  name: 'address_locks',
  schema: addressLockSchema,
  indexes: [
    { keys: { expiresAt: 1 }, expireAfterSeconds: 0, serves: 'The server removes unused locks' },
  ],
});
