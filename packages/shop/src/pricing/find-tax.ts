import type { DestinationTaxZone, TaxZoneState } from '@trastienda/shop-db';
import { isIsoRegion } from '../base/places/iso-regions.ts';
import type { Destination, Quote } from './pricing-service.ts';

interface DestinationTax {
  /** Null when nothing is taxed, and when the region must be known first. */
  readonly tax: TaxZoneState | null;
  readonly regionProblem: Quote['regionProblem'];
}

/**
 * Decides on the tax of a destination: of the region, else of the country, else of the rest of the
 * world. Null when no zone matches.
 */
export function findTax(
  { zone, hasRegions }: DestinationTaxZone,
  { country, region }: Destination,
): DestinationTax {
  if (region === null) {
    const isMissing = hasRegions && zone?.country !== country;
    return isMissing ? { tax: null, regionProblem: 'missing' } : { tax: zone, regionProblem: null };
  }
  const isExact = zone?.country === country && zone.region === region;
  // A region without a zone is taxed as the rest of the country, unless it may be a typo, which
  // would change the tax.
  const mayBeTypo = !isExact && hasRegions && !isIsoRegion(country, region);
  return mayBeTypo ? { tax: null, regionProblem: 'unknown' } : { tax: zone, regionProblem: null };
}
