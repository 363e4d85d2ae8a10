import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import type { SandboxPaymentDocument } from './sandbox-payment-document.ts';

/** Name of the collection, for access without the model. */
export const SANDBOX_PAYMENTS = 'sandbox_payments';

/** Declares collection and indexes; the driver writes the documents without the model. */
export const sandboxPaymentSchema = defineSchema<SandboxPaymentDocument>(
  { _id: { type: String, required: true } },
  { strict: false, versionKey: false },
);

export const sandboxPaymentIndexes: readonly IndexDefinition[] = [
  { keys: { createdAt: 1, _id: 1 }, serves: 'Lists by time' },
  { keys: { dueAt: 1 }, serves: 'Lookup by the webhook queue' },
];
