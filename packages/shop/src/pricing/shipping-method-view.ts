import type { ShippingMethodView } from '@trastienda/contract';
import type { ShippingMethodState } from '@trastienda/db';

/** The shipping method as staff see it. */
export function toShippingMethodView({
  updatedAt,
  ...method
}: ShippingMethodState): ShippingMethodView {
  return { ...method, updatedAt: updatedAt.toISOString() };
}
