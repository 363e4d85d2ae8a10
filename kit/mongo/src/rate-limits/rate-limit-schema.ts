import type { IndexDefinition } from '../collections/define-collection.ts';
import { defineSchema } from '../collections/define-schema.ts';

/** Name of the collection, for access without the model. */
export const RATE_LIMITS = 'rate_limits';

/** A stored counter. */
export interface RateLimitDocument {
  /** `<name of the limit>:<key>`. */
  readonly _id: string;
  readonly points: number;
  /** True when the last call's points were counted; absent in documents of earlier versions. */
  readonly isGranted?: boolean;
  /** Start of the window; absent in documents of earlier versions. */
  readonly startedAt?: Date;
  /** End of the window; the counter restarts then. */
  readonly expiresAt: Date;
}

export const rateLimitSchema = defineSchema<RateLimitDocument>(
  {
    _id: { type: String, required: true },
    points: { type: Number, required: true },
    isGranted: Boolean,
    startedAt: Date,
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false },
);

export const rateLimitIndexes: readonly IndexDefinition[] = [
  // Every other access is by `_id`.
  { keys: { expiresAt: 1 }, expireAfterSeconds: 0, serves: 'The server removes expired counters' },
];
