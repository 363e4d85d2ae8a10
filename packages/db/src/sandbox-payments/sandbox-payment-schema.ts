import { Schema } from 'mongoose';
import type { SandboxPaymentDocument } from './sandbox-payment-document.ts';

/** Name of the collection, for access without the model. */
export const SANDBOX_PAYMENTS = 'sandbox_payments';

/** Declares collection and indexes; the driver writes the documents without the model. */
export const sandboxPaymentSchema = new Schema<SandboxPaymentDocument>(
  { _id: { type: String, required: true } },
  { collection: SANDBOX_PAYMENTS, strict: false, versionKey: false },
);

// Lists by time.
sandboxPaymentSchema.index({ createdAt: 1, _id: 1 });
// Lookup by the webhook queue.
sandboxPaymentSchema.index({ dueAt: 1 });
