import { z } from 'zod';
import { lineOfText } from '../primitives/text.ts';

/** A country by its ISO 3166-1 alpha-2 code, as `ES`. */
export const CountryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, { error: 'must be an ISO 3166-1 code such as ES' });
export type CountryCode = z.infer<typeof CountryCode>;

/** The second part of an ISO 3166-2 code: `CA` of `US-CA`. */
export const RegionCode = z
  .string()
  .regex(/^[A-Z0-9]{1,3}$/, { error: 'must be the part of an ISO 3166-2 code after the hyphen' });
export type RegionCode = z.infer<typeof RegionCode>;

/** Where to send things, or whom to bill. */
export const Address = z.object({
  name: lineOfText(255),
  company: lineOfText(255).nullable().default(null),
  line1: lineOfText(255),
  line2: lineOfText(255).nullable().default(null),
  city: lineOfText(255),
  postalCode: lineOfText(32).nullable().default(null),
  region: RegionCode.nullable().default(null),
  country: CountryCode,
  phone: lineOfText(64).nullable().default(null),
});
export type Address = z.infer<typeof Address>;
