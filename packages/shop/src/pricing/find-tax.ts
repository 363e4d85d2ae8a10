import type { Database, TaxZoneState } from '@trastienda/db';
import { isIsoRegion } from '../base/places/iso-regions.ts';
import type { Destination, Quote } from './pricing-service.ts';

interface DestinationTax {
  /** Null where nothing is taxed, and where the region is wanted first. */
  readonly tax: TaxZoneState | null;
  readonly regionProblem: Quote['regionProblem'];
}

/**
 * The tax of a destination: that of the region, else of the country, else of the rest of the world,
 * else none. Joins a transaction.
 */
export async function findTax(
  { taxZones }: Pick<Database, 'taxZones'>,
  { country, region }: Destination,
): Promise<DestinationTax> {
  const tax = await taxZones.findFor(country, region);
  const isOfCountry = tax?.country === country;
  const isExact = isOfCountry && tax.region === region;
  // What no zone names counts as a part of the country, unless it is a slip: that would change the tax.
  const mayBeSlip = region === null ? !isOfCountry : !isExact && !isIsoRegion(country, region);
  if (!mayBeSlip || !(await taxZones.hasRegions(country))) return { tax, regionProblem: null };
  return { tax: null, regionProblem: region === null ? 'missing' : 'unknown' };
}
