import type { StaffOrder } from '@trastienda/shop-client';
import { type Units, unsentUnits } from '../orders/order-units.ts';

/** What a packing slip can be about. */
export interface SlipChoice {
  /** `unsent`, or the id of a parcel. */
  readonly value: string;
  /** Number of the parcel; null for what is still to be sent. */
  readonly parcel: number | null;
  readonly units: readonly Units[];
}

/** Returns the choices of an order: what is still to be sent, then its parcels, the newest first. */
export function slipChoices(order: StaffOrder): readonly SlipChoice[] {
  const unsent = order.status === 'cancelled' ? [] : unsentUnits(order);
  const parcels = order.fulfilments
    .map(({ id, lines }, index) => ({ value: id, parcel: index + 1, units: lines }))
    .toReversed();
  return [
    ...(unsent.length > 0 ? [{ value: 'unsent', parcel: null, units: unsent }] : []),
    ...parcels,
  ];
}
