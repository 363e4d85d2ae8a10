import { type OrderStatus, ShopError } from '@trastienda/shop-contract';

/**
 * Valid transitions from each order status; the diagram is in docs/BUYING.md. An order ends when no
 * unit is left to ship, regardless of its money.
 */
const TRANSITIONS = {
  pending: ['paid', 'cancelled'],
  paid: ['partially-fulfilled', 'fulfilled', 'cancelled'],
  // To itself with another partial shipment.
  'partially-fulfilled': ['partially-fulfilled', 'fulfilled'],
  fulfilled: [],
  cancelled: [],
} as const satisfies Readonly<Record<OrderStatus, readonly OrderStatus[]>>;

/** Returns whether an order may change from one status to the other. */
export function canBecome(from: OrderStatus, to: OrderStatus): boolean {
  const possible: readonly OrderStatus[] = TRANSITIONS[from];
  return possible.includes(to);
}

/** Builds the rejection of a call that the order's status does not allow. */
export function orderStateInvalid(status: OrderStatus): ShopError {
  return new ShopError('ORDER_STATE_INVALID', { details: { status } });
}

/**
 * Requires that the order may change to a status.
 * @throws {ShopError} ORDER_STATE_INVALID with `details` `{ status }`.
 */
export function requireTransition({ status }: { readonly status: OrderStatus }, to: OrderStatus) {
  if (!canBecome(status, to)) throw orderStateInvalid(status);
}
