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
// checkout.start ends the open one of the same cart; a cart cannot hold its stock twice.
checkoutSchema.index({ cartId: 1 }, { unique: true, ...open });
// Late money: whether its buyer has begun another one of the cart since.
checkoutSchema.index({ cartId: 1, createdAt: 1 });
// What open checkouts of an address hold, which is limited.
checkoutSchema.index({ addressKey: 1 }, open);
// Those of a deleted account are ended and erased; what open ones of a buyer hold is limited.
checkoutSchema.index({ buyerKey: 1 });
// Erasing takes those that ended long ago and still have personal data.
checkoutSchema.index({ erasedAt: 1, updatedAt: 1 });
// The sweeper takes open ones whose time is over, the oldest first.
checkoutSchema.index({ expiresAt: 1, _id: 1 }, open);
