import { iso31662 } from 'iso-3166';

/** States of the United States Postal Service that are not places: military addresses. */
const MILITARY = ['US-AA', 'US-AE', 'US-AP'];

const CODES: ReadonlySet<string> = new Set([...iso31662.map(({ code }) => code), ...MILITARY]);

/**
 * Returns whether a country has this region by ISO 3166-2 or by its postal service: `CA` of `US`.
 */
export function isIsoRegion(country: string, region: string): boolean {
  return CODES.has(`${country}-${region}`);
}
