const AREAS = ['cart.', 'checkout.', 'order.'];

/** Claims a guest's cart for an account; without a guest there is nothing to claim. */
const CLAIM = 'cart.claim';

/** How a call regards guests: whoever makes it must be somebody, may be, or it does not matter. */
export function guestOf(path: string): 'needed' | 'optional' | 'none' {
  if (path === CLAIM) return 'optional';
  return AREAS.some((area) => path.startsWith(area)) ? 'needed' : 'none';
}
