import type { ShippingMethodView } from '@trastienda/shop-contract';
import type { ShippingMethodState } from '@trastienda/shop-db';

/** Builds the view of a shipping method for staff. */
export function toShippingMethodView({
  updatedAt,
  ...method
}: ShippingMethodState): ShippingMethodView {
  return { ...method, updatedAt: updatedAt.toISOString() };
}
