import { Schema } from 'mongoose';

/** The collection's name, for those who reach it beside the model. */
export const RATE_LIMITS = 'rate_limits';

/** A counter as it is stored. */
export interface RateLimitDocument {
  /** The limit's name, a colon, and what is limited. */
  readonly _id: string;
  readonly points: number;
  /** Whether the last call got the points it asked for; absent in documents of earlier versions. */
  readonly isGranted?: boolean;
  /** When it began; absent in documents of earlier versions. */
  readonly startedAt?: Date;
  /** When it begins anew. */
  readonly expiresAt: Date;
}

export const rateLimitSchema = new Schema<RateLimitDocument>(
  {
    _id: { type: String, required: true },
    points: { type: Number, required: true },
    isGranted: Boolean,
    startedAt: Date,
    expiresAt: { type: Date, required: true },
  },
  { collection: RATE_LIMITS, strict: 'throw', versionKey: false },
);

// The server removes counters that are over. Everything else finds a counter by its `_id`.
rateLimitSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
