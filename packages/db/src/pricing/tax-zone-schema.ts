import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import type { TaxZoneDocument } from './tax-zone-document.ts';

const text = { type: String, required: true } as const;
const flag = { type: Boolean, required: true } as const;

export const taxZoneSchema = defineSchema<TaxZoneDocument>(
  {
    _id: text,
    name: text,
    country: { type: String, default: null },
    region: { type: String, default: null },
    ratePpm: { type: Number, required: true },
    isTaxIncluded: flag,
    isShippingTaxed: flag,
    updatedAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false },
);

export const taxZoneIndexes: readonly IndexDefinition[] = [
  // The rest of the world has null for both.
  {
    keys: { country: 1, region: 1 },
    unique: true,
    serves: "Lookup of a destination's zone; a place has one zone",
  },
];
