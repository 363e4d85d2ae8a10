import { z } from 'zod';
import { CountryCode } from '../places/country.ts';
import { normalizeRegion, RegionInput } from '../places/region.ts';
import { lineOfText, optionalLine } from '../primitives/text.ts';

/**
 * Where to send things, or whom to bill. Empty optional fields are null. `region` is the part of an
 * ISO 3166-2 code after the hyphen; with its country before it or in lower case it is the same.
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

/** An address as it was stored, which an earlier version may have done by other rules. */
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
