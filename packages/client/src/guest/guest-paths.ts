const AREAS = ['cart.', 'checkout.', 'orders.'];

/** Merges a guest's cart into that of an account; a no-op without a guest. */
const CLAIM = 'cart.claim';

/** Returns whether a call needs a guest token, sends one if there is one, or ignores it. */
export function guestOf(path: string): 'needed' | 'optional' | 'none' {
  if (path === CLAIM) return 'optional';
  return AREAS.some((area) => path.startsWith(area)) ? 'needed' : 'none';
}
