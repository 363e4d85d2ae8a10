import type { TaxZoneView } from '@trastienda/shop-contract';
import type { TaxZoneState } from '@trastienda/shop-db';

/** Builds the view of a tax zone for staff. */
export function toTaxZoneView({ updatedAt, ...zone }: TaxZoneState): TaxZoneView {
  return { ...zone, updatedAt: updatedAt.toISOString() };
}
