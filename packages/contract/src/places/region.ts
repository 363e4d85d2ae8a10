import { z } from 'zod';

/** Form of a region: the part of an ISO 3166-2 code after the hyphen. */
const REGION = /^[A-Z0-9]{1,3}$/;

/**
 * Region as callers write it: `CA`, `ca` or `US-CA`; empty text becomes null. `normalizeRegion`
 * brings it to one form, for which it needs the country.
 */
export const RegionInput = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^(?:(?:[A-Z]{2}-)?[A-Z0-9]{1,3})?$/, {
    error: 'must be an ISO 3166-2 code or the part of it after the hyphen',
  })
  .nullable()
  .default(null);

interface Place {
  readonly country: string | null;
  readonly region: string | null;
}

/**
 * Returns a place's region as it is stored and compared: the part of its ISO 3166-2 code after the
 * hyphen, `CA` of `US-CA`; null if there is none. For `.transform()` of an object; adds an issue to
 * `region` for a region of another country, or of no country.
 */
export function normalizeRegion(
  { country, region }: Place,
  context: z.RefinementCtx,
): string | null {
  if (region === null || region === '') return null;
  const prefix = `${country}-`;
  const code = country !== null && region.startsWith(prefix) ? region.slice(prefix.length) : region;
  if (country !== null && REGION.test(code)) return code;
  const message = country === null ? 'needs a country' : `is not a region of ${country}`;
  context.addIssue({ code: 'custom', path: ['region'], message });
  return z.NEVER;
}
