import { defineSchema } from '@trastienda/mongo';
import type { PriceDocument } from './price-document.ts';

// Quotes look prices up by id and lists walk a range of ids: no other index is needed.
export const priceSchema = defineSchema<PriceDocument>(
  {
    _id: { type: String, required: true },
    amount: { type: Number, required: true },
    updatedAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false },
);
