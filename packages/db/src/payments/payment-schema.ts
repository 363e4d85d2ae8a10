import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import type { PaymentDocument, RefundLine, RefundState } from './payment-document.ts';

const text = { type: String, required: true } as const;
const textOrNull = { type: String, default: null } as const;
const number = { type: Number, required: true } as const;
const date = { type: Date, required: true } as const;
const numberIfAny = { type: Number } as const;
const part = { _id: false, strict: 'throw' } as const;

const refundLineSchema = defineSchema<RefundLine>(
  {
    sku: text,
    quantity: number,
    amount: number,
    tax: number,
    value: numberIfAny,
    canceled: numberIfAny,
    returned: numberIfAny,
    restocked: numberIfAny,
    restockedReturned: numberIfAny,
    canceledOnShelf: numberIfAny,
    returnedOnShelf: numberIfAny,
    reopened: numberIfAny,
    reopenedValue: numberIfAny,
  },
  part,
);

const refundSchema = defineSchema<RefundState>(
  {
    id: text,
    amount: number,
    status: text,
    reference: textOrNull,
    reason: textOrNull,
    lines: [refundLineSchema],
    shipping: numberIfAny,
    split: { sales: number, shipping: number, tax: number, shippingTax: numberIfAny },
    createdAt: date,
  },
  part,
);

/**
 * Matches every time. A query needs this condition for MongoDB to use the partial index of due
 * payments.
 */
export const ANY_TIME = { $gt: new Date(0) };

export const paymentSchema = defineSchema<PaymentDocument>(
  {
    _id: text,
    checkoutId: text,
    orderId: textOrNull,
    provider: text,
    reference: textOrNull,
    status: text,
    currency: text,
    amount: number,
    amountCaptured: number,
    amountRefunded: number,
    refunds: [refundSchema],
    paymentMethod: textOrNull,
    clientSecret: textOrNull,
    actionUrl: textOrNull,
    failure: {
      type: defineSchema<NonNullable<PaymentDocument['failure']>>(
        { code: text, message: { type: String, default: '' } },
        part,
      ),
      default: null,
    },
    requestKey: text,
    rejection: textOrNull,
    nextAttemptAt: { type: Date, default: null },
    attempts: number,
    notifications: number,
    eventSequence: number,
    revision: number,
    createdAt: date,
    updatedAt: date,
  },
  { strict: 'throw', versionKey: false },
);

export const paymentIndexes: readonly IndexDefinition[] = [
  { keys: { checkoutId: 1 }, serves: 'scheduleNow: the payments of an ended checkout' },
  {
    keys: { requestKey: 1 },
    unique: true,
    serves: 'checkout.pay finds the payment of a repeated call; concurrent ones create one',
  },
  {
    keys: { provider: 1, reference: 1 },
    unique: true,
    partialFilterExpression: { reference: { $gt: '' } },
    serves: "Webhooks and the reconciliation identify a payment by the provider's id",
  },
  // Settled payments are not in the index.
  {
    keys: { nextAttemptAt: 1 },
    partialFilterExpression: { nextAttemptAt: ANY_TIME },
    serves: 'A worker takes the payment that is due the longest',
  },
  { keys: { createdAt: 1, _id: 1 }, serves: 'The reconciliation reads a time span in order' },
];
