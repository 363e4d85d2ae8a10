import { Schema } from 'mongoose';
import type { SandboxPaymentDocument } from './sandbox-payment-document.ts';

/** The collection's name, for those who reach it beside the model. */
export const SANDBOX_PAYMENTS = 'sandbox_payments';

/** Declares collection and indexes; documents are written by the driver, past the model. */
export const sandboxPaymentSchema = new Schema<SandboxPaymentDocument>(
  { _id: { type: String, required: true } },
  { collection: SANDBOX_PAYMENTS, strict: false, versionKey: false },
);

// Lists, by time.
sandboxPaymentSchema.index({ createdAt: 1, _id: 1 });
// What the queue of webhooks looks for.
sandboxPaymentSchema.index({ dueAt: 1 });
