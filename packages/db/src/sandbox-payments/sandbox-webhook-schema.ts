import { Schema } from 'mongoose';

/** Collections' names, for those who reach them beside the model. */
export const SANDBOX_WEBHOOKS = 'sandbox_webhooks';
export const SANDBOX_SETTINGS = 'sandbox_settings';

/** A webhook on its way to the shop, in `sandbox_webhooks`. */
export interface SandboxWebhookDocument {
  /** The delivery; one event may be delivered more than once. */
  readonly _id: string;
  readonly eventId: string;
  readonly type: string;
  /** The provider's name for the payment that it is about, and the shop's. */
  readonly reference: string;
  readonly paymentId: string | null;
  readonly state: 'waiting' | 'held' | 'delivered' | 'dropped';
  /** When it is sent, or sent again; null when nobody is to send it. */
  readonly dueAt: Date | null;
  readonly leaseId: string | null;
  readonly attempts: number;
  readonly lastError: string | null;
  /** When the event happened. */
  readonly at: Date;
  readonly expiresAt: Date;
}

/** What becomes of webhooks that are yet to come; one document, in `sandbox_settings`. */
export interface SandboxWebhookPolicy {
  /** hold: they wait until they are sent by hand. shuffle: each after a time of its own. */
  readonly kind: 'send' | 'hold' | 'drop' | 'duplicate' | 'delay' | 'shuffle';
  /** How long `delay` waits, and `shuffle` at most. */
  readonly delayMs: number;
}

export interface SandboxSettingsDocument extends SandboxWebhookPolicy {
  readonly _id: 'webhooks';
}

/** Declares collection and indexes; documents are written by the driver, past the model. */
export const sandboxWebhookSchema = new Schema<SandboxWebhookDocument>(
  { _id: { type: String, required: true } },
  { collection: SANDBOX_WEBHOOKS, strict: false, versionKey: false },
);

// The next one to send.
sandboxWebhookSchema.index({ dueAt: 1, _id: 1 });
// A developer's list; the server forgets what nobody looks at any more.
sandboxWebhookSchema.index({ at: 1, _id: 1 });
sandboxWebhookSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
