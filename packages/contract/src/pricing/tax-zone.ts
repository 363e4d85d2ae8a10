import { Id, lineOfText, PageInput, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';
import { CountryCode } from '../places/country.ts';
import { normalizeRegion, RegionInput } from '../places/region.ts';
import { RatePpm } from './breakdown.ts';

const TaxZoneFields = z.object({
  /** Name of the tax as buyers see it: `IVA`. */
  name: lineOfText(100),
  ratePpm: RatePpm,
  /** Whether the shop's prices include the tax there. */
  isTaxIncluded: z.boolean(),
  isShippingTaxed: z.boolean(),
});

/**
 * Tax zone of a region, of a country, or of the rest of the world (`country` is null). A
 * destination is taxed by the first of these zones that exists, and is untaxed without one.
 */
export const TaxZoneView = TaxZoneFields.extend({
  id: Id,
  country: z.string().nullable(),
  region: z.string().nullable(),
  updatedAt: Timestamp,
});
export type TaxZoneView = z.infer<typeof TaxZoneView>;

export const ListTaxZonesInput = PageInput;
export type ListTaxZonesInput = z.infer<typeof ListTaxZonesInput>;

export const TaxZonePage = pageOf(TaxZoneView);
export type TaxZonePage = z.infer<typeof TaxZonePage>;

export const CreateTaxZoneInput = TaxZoneFields.extend({
  country: CountryCode.nullable(),
  region: RegionInput,
}).transform((zone, context) => ({ ...zone, region: normalizeRegion(zone, context) }));
export type CreateTaxZoneInput = z.infer<typeof CreateTaxZoneInput>;

/** Changes only the fields that are present; the location stays. */
export const UpdateTaxZoneInput = z.object({ id: Id, changes: TaxZoneFields.partial() });
export type UpdateTaxZoneInput = z.infer<typeof UpdateTaxZoneInput>;

export const RemoveTaxZoneInput = z.object({ id: Id });
export type RemoveTaxZoneInput = z.infer<typeof RemoveTaxZoneInput>;
