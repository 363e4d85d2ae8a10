import type { ShippingRate } from '@trastienda/shop-contract';

export interface ShippingMethodState {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
  /** Empty means everywhere, or with `isRestOfWorld` every other country. */
  readonly countries: string[];
  readonly isRestOfWorld: boolean;
  readonly rates: ShippingRate[];
  readonly updatedAt: Date;
}

/** A stored shipping method, in `shipping_methods`. */
export interface ShippingMethodDocument extends Omit<ShippingMethodState, 'id' | 'isRestOfWorld'> {
  readonly _id: string;
  /** Absent in documents from before this field existed. */
  readonly isRestOfWorld?: boolean;
}
