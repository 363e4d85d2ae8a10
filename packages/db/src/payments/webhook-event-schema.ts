import { Schema } from 'mongoose';

/** A webhook that was received, in `webhook_events`; removed by TTL at `expiresAt`. */
export interface WebhookEventDocument {
  /** The provider's name and its id of the event. */
  readonly _id: string;
  readonly type: string;
  readonly paymentId: string | null;
  readonly receivedAt: Date;
  readonly expiresAt: Date;
}

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

export const webhookEventSchema = new Schema<WebhookEventDocument>(
  {
    _id: text,
    type: text,
    paymentId: { type: String, default: null },
    receivedAt: date,
    expiresAt: date,
  },
  { collection: 'webhook_events', strict: 'throw', versionKey: false },
);

// The server forgets what no provider repeats any more.
webhookEventSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
