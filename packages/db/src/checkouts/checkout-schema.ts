import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import { Schema } from 'mongoose';
import type { CheckoutDocument } from './checkout-document.ts';

const text = { type: String, required: true } as const;
const textOrNull = { type: String, default: null } as const;
const date = { type: Date, required: true } as const;
// Parts that the contract's schemas describe, written as a whole.
const snapshot = { type: Schema.Types.Mixed, required: true } as const;
const snapshotOrNull = { type: Schema.Types.Mixed, default: null } as const;

export const checkoutSchema = defineSchema<CheckoutDocument>(
  {
    _id: text,
    buyer: snapshot,
    buyerKey: text,
    cartId: text,
    status: text,
    email: textOrNull,
    currency: text,
    locale: { type: String },
    lines: snapshot,
    prices: snapshot,
    shippingAddress: snapshotOrNull,
    billingAddress: snapshotOrNull,
    shippingMethod: snapshotOrNull,
    reservations: snapshot,
    discountCodes: { type: Schema.Types.Mixed },
    discountIds: [String],
    paymentId: textOrNull,
    orderId: textOrNull,
    addressKey: textOrNull,
    erasedAt: { type: Date, default: null },
    expiresAt: date,
    eventSequence: { type: Number, required: true },
    createdAt: date,
    updatedAt: date,
  },
  { strict: 'throw', minimize: false, versionKey: false },
);

const open = { partialFilterExpression: { status: 'open' } };
export const checkoutIndexes: readonly IndexDefinition[] = [
  {
    keys: { cartId: 1 },
    unique: true,
    ...open,
    serves: 'checkout.start ends the open checkout of the cart, which cannot reserve stock twice',
  },
  {
    keys: { cartId: 1, createdAt: 1 },
    serves: 'Late payments: finds a later checkout of the same cart',
  },
  { keys: { addressKey: 1 }, ...open, serves: 'Sums the limited reservations of an address' },
  {
    keys: { buyerKey: 1 },
    serves: "Erasure finds a deleted account's checkouts; sums the reservations of a buyer",
  },
  {
    keys: { erasedAt: 1, updatedAt: 1 },
    serves: 'Erasure finds checkouts that ended long ago and still have personal data',
  },
  {
    keys: { expiresAt: 1, _id: 1 },
    ...open,
    serves: 'The expiry job finds open checkouts past their expiry, oldest first',
  },
];
