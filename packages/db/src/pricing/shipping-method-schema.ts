import { defineSchema } from '@trastienda/mongo';
import type { ShippingRate, WeightBand } from '@trastienda/shop-contract';
import type { ShippingMethodDocument } from './shipping-method-document.ts';

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const numberOrNull = { type: Number, default: null } as const;
const part = { _id: false, strict: 'throw' } as const;

const bandSchema = defineSchema<WeightBand>({ maxGrams: numberOrNull, amount: number }, part);
const rateSchema = defineSchema<ShippingRate>(
  { currency: text, bands: [bandSchema], freeFrom: numberOrNull },
  part,
);

// Every quote reads all of the few methods: no index is needed.
export const shippingMethodSchema = defineSchema<ShippingMethodDocument>(
  {
    _id: text,
    name: text,
    isActive: { type: Boolean, required: true },
    countries: [String],
    isRestOfWorld: { type: Boolean, default: false },
    rates: [rateSchema],
    updatedAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false },
);
