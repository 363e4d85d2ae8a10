import { createStoreClient, isClientError } from '@trastienda/shop-client';

// `/trpc` of the page's origin leads to the server: in production by a proxy, in development by the
// one of Vite. Cookies hold session and guest, and no script can read them.
export const shop = createStoreClient({
  url: location.origin,
  session: { kind: 'cookie' },
  guest: { kind: 'cookie' },
  onSessionEnded: () => location.assign('/sign-in'),
});

/** Adds to the cart; returns what a buyer should read where that is not possible. */
export async function addToCart(sku: string): Promise<string | null> {
  try {
    await shop.cart.add.mutate({ sku, quantity: 1 });
    return null;
  } catch (error) {
    if (isClientError(error, 'VARIANT_NOT_FOUND')) return 'This is no longer sold.';
    throw error;
  }
}
