import { Schema } from 'mongoose';
import type { CheckoutDocument } from './checkout-document.ts';

const text = { type: String, required: true } as const;
const textOrNull = { type: String, default: null } as const;
const date = { type: Date, required: true } as const;
// Parts that the contract's schemas describe, written once and never changed.
const snapshot = { type: Schema.Types.Mixed, required: true } as const;
const snapshotOrNull = { type: Schema.Types.Mixed, default: null } as const;

export const checkoutSchema = new Schema<CheckoutDocument>(
  {
    _id: text,
    buyer: snapshot,
    buyerKey: text,
    cartId: text,
    status: text,
    email: textOrNull,
    currency: text,
    lines: snapshot,
    prices: snapshot,
    shippingAddress: snapshotOrNull,
    billingAddress: snapshotOrNull,
    shippingMethod: snapshotOrNull,
    reservations: snapshot,
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
  { collection: 'checkouts', strict: 'throw', minimize: false, versionKey: false },
);

const open = { partialFilterExpression: { status: 'open' } };
// checkout.start ends the open checkout of the same cart; a cart cannot reserve stock twice.
checkoutSchema.index({ cartId: 1 }, { unique: true, ...open });
// Late payments: finds a later checkout of the same cart.
checkoutSchema.index({ cartId: 1, createdAt: 1 });
// Sums the limited reservations of an address.
checkoutSchema.index({ addressKey: 1 }, open);
// Ends and erases the checkouts of a deleted account; sums the limited reservations of a buyer.
checkoutSchema.index({ buyerKey: 1 });
// Erasure finds checkouts that ended long ago and still have personal data.
checkoutSchema.index({ erasedAt: 1, updatedAt: 1 });
// The expiry job finds open checkouts past their expiry, oldest first.
checkoutSchema.index({ expiresAt: 1, _id: 1 }, open);
