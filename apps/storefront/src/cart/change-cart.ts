import { type Cart, isClientError } from '@trastienda/shop-client';
import type { CartAnswer, CartRefusal } from './cart-answer.ts';

/** Returns the refusal that an error of the cart's procedures means; null for others. */
function toRefusal(error: unknown): CartRefusal | null {
  if (isClientError(error, 'VARIANT_NOT_FOUND')) return { kind: 'not-for-sale' };
  if (isClientError(error, 'CURRENCY_UNSUPPORTED')) return { kind: 'currency' };
  if (isClientError(error, 'INPUT_INVALID')) return { kind: 'malformed' };
  if (isClientError(error, 'CART_FULL')) {
    const { limit, max } = error.data.details;
    return { kind: 'full', limit, max };
  }
  return null;
}

/** Changes the cart by a call, and explains its refusal. Faults are thrown. */
export async function changeCart(call: () => Promise<Cart>): Promise<CartAnswer> {
  try {
    return { ok: true, cart: await call() };
  } catch (error) {
    const refusal = toRefusal(error);
    if (refusal === null) throw error;
    return { ok: false, refusal };
  }
}
