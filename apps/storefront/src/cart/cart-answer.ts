import type { Cart } from '@trastienda/shop-client';

/** Why a change of the cart was refused. */
export type CartRefusal =
  /** The product has no variant with the chosen options. */
  | { readonly kind: 'no-such-variant' }
  | { readonly kind: 'not-for-sale' }
  /** The cart has all the lines, or the line all the units, that it can have. */
  | {
      readonly kind: 'full';
      readonly limit: 'line-quantity' | 'lines' | 'total';
      readonly max: number;
    }
  | { readonly kind: 'currency' }
  | { readonly kind: 'malformed' };

/** What an action of the cart answers. A script gets the cart; a form without one is redirected. */
export type CartAnswer =
  | { readonly ok: true; readonly cart: Cart }
  | { readonly ok: false; readonly refusal: CartRefusal };
