import type { ShippingRate } from '@trastienda/contract';

export interface ShippingMethodState {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
  /** Empty: everywhere, or with `isRestOfWorld` everywhere else. */
  readonly countries: string[];
  readonly isRestOfWorld: boolean;
  readonly rates: ShippingRate[];
  readonly updatedAt: Date;
}

/** A shipping method as it is stored, in `shipping_methods`. */
export interface ShippingMethodDocument extends Omit<ShippingMethodState, 'id' | 'isRestOfWorld'> {
  readonly _id: string;
  /** Absent in what was written before there was such a thing. */
  readonly isRestOfWorld?: boolean;
}
