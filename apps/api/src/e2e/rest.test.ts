import { randomBytes, randomUUID } from 'node:crypto';
import { productFixture } from '@trastienda/shop-testing';
import { at } from '@trastienda/testing';
import { describe, expect, test } from 'vitest';
import { useBackend } from '../testing/start-backend.ts';

const backend = await useBackend();

const ADDRESS = { name: 'Ana', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' };

/** Calls the REST API as a guest, and returns the body of a response with this status. */
function createGuest() {
  const guest = `tg_${randomBytes(32).toString('base64url')}`;
  return async (method: string, path: string, input?: object, status = 200): Promise<unknown> => {
    const response = await fetch(`${backend.url}/api${path}`, {
      method,
      headers: {
        'trastienda-guest': guest,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      ...(input !== undefined && { body: JSON.stringify(input) }),
    });
    const body: unknown = await response.json();
    expect(response.status, JSON.stringify(body)).toBe(status);
    return body;
  };
}

/** Creates a product that needs no shipping, with one unit in stock. */
async function offer() {
  const [variant] = productFixture({ amount: 1000 }).variants;
  if (variant === undefined) return expect.unreachable();
  const inventory = { isTracked: true, quantity: 1, policy: 'deny' } as const;
  return backend.staff.admin.products.create.mutate(
    productFixture({ variants: [{ ...variant, inventory, requiresShipping: false }] }),
  );
}

describe('over REST', () => {
  test('a filter has one value or several, and facets offer those that were not chosen', async () => {
    for (const vendor of ['Aalto', 'Bento', 'Casa']) {
      await backend.staff.admin.products.create.mutate(productFixture({ vendor, tags: ['rest'] }));
    }
    const call = createGuest();
    const titles = async (query: string) =>
      at(await call('GET', `/products?tag=rest&${query}`), 'items');
    expect(await titles('vendor=aalto')).toMatchObject([{ vendor: 'Aalto' }]);
    expect(await titles('vendor=aalto&vendor=BENTO')).toHaveLength(2);
    expect(await call('GET', '/product-facets?tag=rest&vendor=aalto&vendor=bento')).toMatchObject({
      total: 2,
      vendors: [{ count: 1 }, { count: 1 }, { count: 1 }],
    });
    const many = Array.from({ length: 21 }, (_, index) => `vendor=v${index}`).join('&');
    expect(await call('GET', `/products?${many}`, undefined, 400)).toMatchObject({
      reason: 'INPUT_INVALID',
    });
  });

  test('a guest buys a product', async () => {
    const { slug } = await offer();
    const call = createGuest();
    const product = await call('GET', `/products/${slug}`);
    const sku = at(product, 'variants', 0, 'sku');
    await call('POST', '/cart/lines', { sku });
    expect(await call('GET', '/cart')).toMatchObject({ lines: [{ sku, quantity: 1 }] });

    const start = { email: 'ana@shop.example', shippingAddress: ADDRESS };
    const started = await call('POST', '/checkouts', start);
    const checkout = `/checkouts/${String(at(started, 'id'))}`;
    await call('POST', `${checkout}/pay`, { paymentMethod: 'pm_test_approve' });
    const completed = await call('POST', `${checkout}/complete`);
    const orderId = String(at(completed, 'orderId'));

    expect(await call('GET', `/orders/${orderId}`)).toMatchObject({ lines: [{ sku }] });
    expect(await call('GET', '/cart')).toMatchObject({ lines: [] });
    expect(await createGuest()('GET', `/orders/${orderId}`, undefined, 404)).toMatchObject({
      reason: 'ORDER_NOT_FOUND',
    });
  });

  test('a guest changes and clears the cart', async () => {
    const { variants } = await offer();
    const sku = variants[0]?.sku ?? '';
    const call = createGuest();
    const line = `/cart/lines/${encodeURIComponent(sku)}`;
    await call('POST', '/cart/lines', { sku });
    expect(await call('PUT', line, { quantity: 2 })).toMatchObject({ lines: [{ quantity: 2 }] });
    expect(await call('DELETE', '/cart')).toMatchObject({ lines: [] });
  });

  test('fields that a call does not read are rejected', async () => {
    const call = createGuest();
    const foo = { reason: 'INPUT_INVALID', fields: { foo: [expect.any(String)] } };
    expect(await call('GET', '/cart?foo=1', undefined, 400)).toMatchObject(foo);
    expect(await call('POST', '/cart/acknowledge', { foo: 1 }, 400)).toMatchObject(foo);
    expect(await call('POST', '/cart/lines?foo=1', { sku: 'A' }, 400)).toMatchObject(foo);
    expect(await call('POST', '/checkouts/A/pay', { checkoutId: 'B' }, 400)).toMatchObject({
      fields: { checkoutId: ['differs from the path'] },
    });
  });

  test('products are filtered by query parameters', async () => {
    await offer();
    const call = createGuest();
    const cheap = 'limit=5&price[currency]=EUR&price[max]=1000&inStock=true';
    const { items } = (await call('GET', `/products?${cheap}`)) as { items: unknown[] };
    expect(items.length).toBeGreaterThan(0);
    expect(await call('GET', '/products?limit=none', undefined, 400)).toMatchObject({
      reason: 'INPUT_INVALID',
      fields: { limit: [expect.any(String)] },
    });
  });

  test('the API is described by its OpenAPI document', async () => {
    const document: unknown = await (await fetch(`${backend.url}/openapi.json`)).json();
    expect(at(document, 'servers', 0, 'url')).toBe('/api');
    expect(at(document, 'paths', '/products/{slug}', 'get', 'operationId')).toBe('catalog.get');
  });
});
