import type { ShippingMethodView } from '@trastienda/contract';
import type { ShippingMethodState } from '@trastienda/db';

/** Builds the view of a shipping method for staff. */
export function toShippingMethodView({
  updatedAt,
  ...method
}: ShippingMethodState): ShippingMethodView {
  return { ...method, updatedAt: updatedAt.toISOString() };
}
