import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import type { CartDocument, CartLineDocument } from './cart-document.ts';

const text = { type: String, required: true } as const;
const whole = { type: Number, required: true } as const;
const date = { type: Date, required: true } as const;

const buyerSchema = defineSchema<CartDocument['buyer']>(
  { kind: text, id: text },
  { _id: false, strict: 'throw' },
);

const lineSchema = defineSchema<CartLineDocument>(
  {
    sku: text,
    quantity: whole,
    acknowledgedPrice: whole,
    productId: text,
    slug: text,
    title: text,
    optionValues: [String],
    imageUrl: { type: String, default: null },
  },
  { _id: false, strict: 'throw' },
);

export const cartSchema = defineSchema<CartDocument>(
  {
    _id: text,
    buyer: { type: buyerSchema, required: true },
    buyerKey: text,
    currency: text,
    locale: { type: String },
    lines: [lineSchema],
    discountCodes: [String],
    revision: whole,
    expiresAt: date,
    createdAt: date,
    updatedAt: date,
  },
  { strict: 'throw', versionKey: false },
);

export const cartIndexes: readonly IndexDefinition[] = [
  {
    keys: { buyerKey: 1 },
    unique: true,
    serves: "Lookup of the buyer's cart; unique, so that two concurrent calls create one cart",
  },
  { keys: { expiresAt: 1 }, expireAfterSeconds: 0, serves: 'The server removes abandoned carts' },
];
