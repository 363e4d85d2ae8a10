import { defineSchema, type IndexDefinition } from '@trastienda/mongo';

/** Names of the collections, for access without the models. */
export const SANDBOX_WEBHOOKS = 'sandbox_webhooks';
export const SANDBOX_SETTINGS = 'sandbox_settings';

/** A webhook for the shop, in `sandbox_webhooks`. */
export interface SandboxWebhookDocument {
  /** Id of the delivery; one event may be delivered more than once. */
  readonly _id: string;
  readonly eventId: string;
  readonly type: string;
  /** The provider's id of the payment, and the shop's. */
  readonly reference: string;
  readonly paymentId: string | null;
  readonly state: 'waiting' | 'held' | 'delivered' | 'dropped';
  /** When it is sent or resent; null when it is not to be sent. */
  readonly dueAt: Date | null;
  readonly leaseId: string | null;
  readonly attempts: number;
  readonly lastError: string | null;
  /** Time of the event. */
  readonly at: Date;
  readonly expiresAt: Date;
}

/** Policy for future webhooks; a single document, in `sandbox_settings`. */
export interface SandboxWebhookPolicy {
  /** hold: they wait until they are sent manually. shuffle: each has a random delay. */
  readonly kind: 'send' | 'hold' | 'drop' | 'duplicate' | 'delay' | 'shuffle';
  /** Delay of `delay`, and maximum delay of `shuffle`. */
  readonly delayMs: number;
}

export interface SandboxSettingsDocument extends SandboxWebhookPolicy {
  readonly _id: 'webhooks';
}

/** Declares collection and indexes; the driver writes the documents without the model. */
export const sandboxWebhookSchema = defineSchema<SandboxWebhookDocument>(
  { _id: { type: String, required: true } },
  { strict: false, versionKey: false },
);

export const sandboxWebhookIndexes: readonly IndexDefinition[] = [
  { keys: { dueAt: 1, _id: 1 }, serves: 'The next webhook to send' },
  { keys: { at: 1, _id: 1 }, serves: 'Lists for developers' },
  {
    keys: { expiresAt: 1 },
    expireAfterSeconds: 0,
    serves: 'The server removes old webhooks',
  },
];
