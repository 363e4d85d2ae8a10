import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import { Schema } from 'mongoose';
import type { DiscountDocument } from './discount-document.ts';

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const dateOrNull = { type: Date, default: null } as const;
const numberOrNull = { type: Number, default: null } as const;
const money = defineSchema<DiscountDocument['minimumSubtotals'][number]>(
  { amount: { type: Number, required: true }, currency: text },
  { _id: false, strict: 'throw' },
);

export const discountSchema = defineSchema<DiscountDocument>(
  {
    _id: text,
    code: { type: String, default: null },
    title: text,
    effect: { type: Schema.Types.Mixed, required: true },
    minimumSubtotals: [money],
    startsAt: dateOrNull,
    endsAt: dateOrNull,
    usageLimit: numberOrNull,
    usageLimitPerBuyer: numberOrNull,
    used: { type: Number, required: true },
    isActive: { type: Boolean, required: true },
    createdAt: date,
    updatedAt: date,
  },
  { strict: 'throw', minimize: false, versionKey: false },
);

export const discountIndexes: readonly IndexDefinition[] = [
  {
    keys: { code: 1 },
    unique: true,
    partialFilterExpression: { code: { $type: 'string' } },
    serves: 'A code identifies one discount; any number of discounts have no code',
  },
  {
    keys: { isActive: 1, code: 1 },
    serves: "Quotes read the active discounts with one of the buyer's codes, or without a code",
  },
];
