import { lineOfText, optionalLine } from '@trastienda/base';
import { z } from 'zod';
import { CountryCode } from '../places/country.ts';
import { normalizeRegion, RegionInput } from '../places/region.ts';

/**
 * Shipping or billing address. Empty optional fields become null. `region` is the part of an ISO
 * 3166-2 code after the hyphen; the full code and lower case are accepted too.
 */
export const Address = z
  .object({
    name: lineOfText(255),
    company: optionalLine(255),
    line1: lineOfText(255),
    line2: optionalLine(255),
    city: lineOfText(255),
    postalCode: optionalLine(32),
    region: RegionInput,
    country: CountryCode,
    phone: optionalLine(64),
  })
  .transform((address, context) => ({ ...address, region: normalizeRegion(address, context) }));
export type Address = z.infer<typeof Address>;

/** Stored address, which an earlier version may have validated by other rules. */
export const AddressView = z.object({
  name: z.string(),
  company: z.string().nullable(),
  line1: z.string(),
  line2: z.string().nullable(),
  city: z.string(),
  postalCode: z.string().nullable(),
  region: z.string().nullable(),
  country: z.string(),
  phone: z.string().nullable(),
});
export type AddressView = z.infer<typeof AddressView>;
