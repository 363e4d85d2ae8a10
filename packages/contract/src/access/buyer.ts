import { z } from 'zod';

/**
 * What a guest's program makes up once and sends with every call in the header `trastienda-guest`:
 * whoever has it has the guest's cart, checkouts and orders. `tg_` and 32 random bytes in base64url.
 */
export const GuestToken = z.string().regex(/^tg_[A-Za-z0-9_-]{43}$/, {
  error: 'must be tg_ and 32 random bytes in base64url',
});
export type GuestToken = z.infer<typeof GuestToken>;

/** Who a cart, a checkout or an order belongs to. */
export type Buyer =
  | { readonly kind: 'account'; readonly id: string }
  /** `id` is the SHA-256 of the guest's token, in hex: the token itself is stored nowhere. */
  | { readonly kind: 'guest'; readonly id: string };

/** One text for a buyer, for keys and filters. */
export function buyerKeyOf({ kind, id }: Buyer): string {
  return `${kind}:${id}`;
}
