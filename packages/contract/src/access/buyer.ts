import { z } from 'zod';

/**
 * Token that a guest's client generates once and sends with every call in the header
 * `trastienda-guest`. It gives access to the guest's cart, checkouts and orders. `tg_` and 32
 * random bytes in base64url.
 */
export const GuestToken = z.string().regex(/^tg_[A-Za-z0-9_-]{43}$/, {
  error: 'must be tg_ and 32 random bytes in base64url',
});
export type GuestToken = z.infer<typeof GuestToken>;

/** Owner of a cart, a checkout or an order. */
export type Buyer =
  | { readonly kind: 'account'; readonly id: string }
  /** `id` is the SHA-256 of the guest's token, in hex: the token itself is never stored. */
  | { readonly kind: 'guest'; readonly id: string };

/** Returns a buyer as one string, for keys and filters. */
export function buyerKeyOf({ kind, id }: Buyer): string {
  return `${kind}:${id}`;
}
