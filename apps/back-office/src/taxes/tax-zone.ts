import type { RouterOutputs } from '@trastienda/shop-client';
import type { CreateTaxZoneInput } from '@trastienda/shop-contract';
import type { z } from 'zod';

export type TaxZone = RouterOutputs['admin']['taxes']['list']['items'][number];
export type TaxZoneValues = z.input<typeof CreateTaxZoneInput>;

/** Returns the values of a new zone, which is that of a country. */
export function emptyTaxZone(): TaxZoneValues {
  return {
    name: '',
    ratePpm: 210_000,
    isTaxIncluded: true,
    isShippingTaxed: true,
    country: null,
    region: null,
  };
}

/** Returns the values of a stored zone. */
export function valuesOf(zone: TaxZone): TaxZoneValues {
  const { id: _, updatedAt: _updated, ...values } = zone;
  return values;
}
