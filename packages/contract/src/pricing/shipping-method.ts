import {
  CurrencyCode,
  Id,
  lineOfText,
  MinorUnits,
  PageInput,
  pageOf,
  Timestamp,
} from '@trastienda/base';
import { z } from 'zod';
import { CountryCode } from '../places/country.ts';

/** Maximum number of methods: every quote evaluates all of them. */
export const MAX_SHIPPING_METHODS = 100;

/** Price of a parcel up to a weight; null means no limit. A single such band is a flat price. */
export const WeightBand = z.object({
  maxGrams: z.int().min(1).max(1_000_000_000).nullable(),
  amount: MinorUnits,
});
export type WeightBand = z.infer<typeof WeightBand>;

/** Price of a method in one currency. */
export const ShippingRate = z.object({
  currency: CurrencyCode,
  /** Bands from light to heavy. A parcel heavier than the last one cannot use this method. */
  bands: z
    .array(WeightBand)
    .min(1)
    .max(50)
    .refine(
      (bands) =>
        bands.every((band, index) => {
          const next = bands[index + 1];
          if (next === undefined) return true;
          return band.maxGrams !== null && (next.maxGrams ?? Infinity) > band.maxGrams;
        }),
      { error: 'must go from light to heavy, the one without a limit last' },
    ),
  /** Free when the goods cost at least this much after discounts; null means never. */
  freeFrom: MinorUnits.nullable().default(null),
});
export type ShippingRate = z.infer<typeof ShippingRate>;

const ShippingMethodFields = z.object({
  name: lineOfText(100),
  isActive: z.boolean(),
  /** Empty means everywhere, or with `isRestOfWorld` everywhere else. */
  countries: z.array(CountryCode).max(300),
  /**
   * True for a method that serves only countries that no other active method names. Then it names
   * none.
   */
  isRestOfWorld: z.boolean(),
  /** Rates by currency. The method is offered in these currencies only. */
  rates: z
    .array(ShippingRate)
    .min(1)
    .max(50)
    .refine((rates) => new Set(rates.map(({ currency }) => currency)).size === rates.length, {
      error: 'has a currency twice',
    }),
});

export const ShippingMethodView = ShippingMethodFields.extend({
  id: Id,
  countries: z.array(z.string()),
  updatedAt: Timestamp,
});
export type ShippingMethodView = z.infer<typeof ShippingMethodView>;

export const ListShippingMethodsInput = PageInput;
export type ListShippingMethodsInput = z.infer<typeof ListShippingMethodsInput>;

export const ShippingMethodPage = pageOf(ShippingMethodView);
export type ShippingMethodPage = z.infer<typeof ShippingMethodPage>;

export const CreateShippingMethodInput = ShippingMethodFields.extend({
  isActive: z.boolean().default(true),
  countries: ShippingMethodFields.shape.countries.default([]),
  isRestOfWorld: z.boolean().default(false),
});
export type CreateShippingMethodInput = z.infer<typeof CreateShippingMethodInput>;

/** Changes only the fields that are present. */
export const UpdateShippingMethodInput = z.object({
  id: Id,
  changes: ShippingMethodFields.partial(),
});
export type UpdateShippingMethodInput = z.infer<typeof UpdateShippingMethodInput>;

export const RemoveShippingMethodInput = z.object({ id: Id });
export type RemoveShippingMethodInput = z.infer<typeof RemoveShippingMethodInput>;
