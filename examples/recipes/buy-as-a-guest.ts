import {
  createMemoryTokenStorage,
  createStoreClient,
  isClientError,
  retryCalls,
} from '@trastienda/shop-client';

/** Buys one unit, and returns the id of the order; null when it is sold out. */
export async function buy(url: string, sku: string): Promise<string | null> {
  const shop = createStoreClient({
    url,
    guest: createMemoryTokenStorage(),
    // A call that is sent again has the idempotency key of the first: it takes effect once.
    retries: retryCalls({ attempts: 3 }),
    deadlineMs: 20_000,
  });
  try {
    await shop.cart.add.mutate({ sku });
    const { shippingOptions } = await shop.checkout.preview.query({ country: 'ES' });
    const { id: checkoutId } = await shop.checkout.start.mutate({
      email: 'ana@example.com',
      shippingAddress: {
        name: 'Ana García',
        line1: 'Calle Mayor 1',
        city: 'Madrid',
        postalCode: '28001',
        country: 'ES',
      },
      shippingMethodId: shippingOptions[0]?.id ?? null,
    });
    await shop.checkout.pay.mutate({ checkoutId, paymentMethod: 'pm_test_approve' });
    const { orderId } = await shop.checkout.complete.mutate({ checkoutId });
    return orderId;
  } catch (error) {
    if (isClientError(error, 'STOCK_INSUFFICIENT')) return null;
    throw error;
  }
}
