import type { TaxZoneView } from '@trastienda/contract';
import type { TaxZoneState } from '@trastienda/db';

/** The tax zone as staff see it. */
export function toTaxZoneView({ updatedAt, ...zone }: TaxZoneState): TaxZoneView {
  return { ...zone, updatedAt: updatedAt.toISOString() };
}
