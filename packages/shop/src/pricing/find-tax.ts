import type { Database, TaxZoneState } from '@trastienda/shop-db';
import { isIsoRegion } from '../base/places/iso-regions.ts';
import type { Destination, Quote } from './pricing-service.ts';

interface DestinationTax {
  /** Null when nothing is taxed, and when the region must be known first. */
  readonly tax: TaxZoneState | null;
  readonly regionProblem: Quote['regionProblem'];
}

/**
 * Finds the tax of a destination: of the region, else of the country, else of the rest of the
 * world. Null when no zone matches. Joins a transaction.
 */
export async function findTax(
  { taxZones }: Pick<Database, 'taxZones'>,
  { country, region }: Destination,
): Promise<DestinationTax> {
  if (region === null) {
    const { zone, hasRegions } = await taxZones.findForCountry(country);
    const isMissing = hasRegions && zone?.country !== country;
    return isMissing ? { tax: null, regionProblem: 'missing' } : { tax: zone, regionProblem: null };
  }
  const tax = await taxZones.findFor(country, region);
  const isExact = tax?.country === country && tax.region === region;
  // A region without a zone is taxed as the rest of the country, unless it may be a typo, which
  // would change the tax.
  const mayBeTypo = !isExact && !isIsoRegion(country, region);
  if (!mayBeTypo || !(await taxZones.hasRegions(country))) return { tax, regionProblem: null };
  return { tax: null, regionProblem: 'unknown' };
}
