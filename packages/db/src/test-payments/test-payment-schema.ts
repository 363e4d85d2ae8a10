import { Schema } from 'mongoose';
import type { TestPaymentDocument } from './test-payment-document.ts';

/** The collection's name, for those who reach it beside the model. */
export const TEST_PAYMENTS = 'test_payments';

/** Declares collection and indexes; documents are written by the driver, past the model. */
export const testPaymentSchema = new Schema<TestPaymentDocument>(
  { _id: { type: String, required: true } },
  { collection: TEST_PAYMENTS, strict: false, versionKey: false },
);

// Lists, by time.
testPaymentSchema.index({ createdAt: 1, _id: 1 });
// What the queue of webhooks looks for.
testPaymentSchema.index({ dueAt: 1 });
