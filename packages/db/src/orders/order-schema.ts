import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import { Schema } from 'mongoose';
import type { OrderDocument } from './order-document.ts';

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const date = { type: Date, required: true } as const;
// Parts that the contract's schemas describe and that are replaced as a whole.
const part = { type: Schema.Types.Mixed, required: true } as const;
const partOrNull = { type: Schema.Types.Mixed, default: null } as const;

export const orderSchema = defineSchema<OrderDocument>(
  {
    _id: text,
    number: text,
    buyer: part,
    buyerKey: text,
    email: text,
    checkoutId: text,
    paymentId: text,
    status: text,
    currency: text,
    locale: { type: String },
    lines: part,
    prices: part,
    totalAmount: number,
    paidAmount: number,
    refundedAmount: number,
    isClosedByRefund: { type: Boolean },
    shippingAddress: part,
    billingAddress: partOrNull,
    shippingMethod: partOrNull,
    fulfilments: part,
    returns: part,
    notes: part,
    linkVersion: { type: Number },
    keys: [String],
    eventSequence: number,
    placedAt: date,
    updatedAt: date,
  },
  { strict: 'throw', minimize: false, versionKey: false },
);

export const orderIndexes: readonly IndexDefinition[] = [
  { keys: { number: 1 }, unique: true, serves: 'Customers quote the number; it must be unique' },
  {
    keys: { checkoutId: 1 },
    unique: true,
    serves: 'checkout.complete and webhooks find the order of a checkout, which becomes one',
  },
  { keys: { buyerKey: 1, _id: 1 }, serves: "order.list: a buyer's orders, newest first" },
  // Without filters the search walks the index on `_id`.
  {
    keys: { keys: 1, _id: 1 },
    serves:
      'admin.orders.search by any combination of filters, newest first; orders.claimable by email address',
  },
];
