import type { DiscountView } from '@trastienda/shop-contract';
import type { DiscountState } from '@trastienda/shop-db';

/** Builds the view of a discount for staff. */
export function toDiscountView(discount: DiscountState): DiscountView {
  return {
    ...discount,
    startsAt: discount.startsAt?.toISOString() ?? null,
    endsAt: discount.endsAt?.toISOString() ?? null,
    createdAt: discount.createdAt.toISOString(),
    updatedAt: discount.updatedAt.toISOString(),
  };
}
