import { type OrderStatus, ShopError } from '@trastienda/contract';

/**
 * What an order may become from each status; the drawing is in docs/BUYING.md. It ends when no unit
 * is left to be sent, whatever becomes of its money.
 */
const TRANSITIONS = {
  pending: ['paid', 'cancelled'],
  paid: ['partially-fulfilled', 'fulfilled', 'cancelled'],
  // To itself with another parcel that is not the last.
  'partially-fulfilled': ['partially-fulfilled', 'fulfilled'],
  fulfilled: [],
  cancelled: [],
} as const satisfies Readonly<Record<OrderStatus, readonly OrderStatus[]>>;

/** Whether an order of this status may become one of the other. */
export function canBecome(from: OrderStatus, to: OrderStatus): boolean {
  const possible: readonly OrderStatus[] = TRANSITIONS[from];
  return possible.includes(to);
}

/** The refusal of a call that the order's status does not allow. */
export function orderStateRefused(status: OrderStatus): ShopError {
  return new ShopError('ORDER_STATE_INVALID', { details: { status } });
}

/** `ORDER_STATE_INVALID` with `details` `{ status }` unless the order may become that. */
export function requireTransition({ status }: { readonly status: OrderStatus }, to: OrderStatus) {
  if (!canBecome(status, to)) throw orderStateRefused(status);
}
