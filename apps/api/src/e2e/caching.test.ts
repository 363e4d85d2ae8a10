import { createHash } from 'node:crypto';
import { productFixture } from '@trastienda/shop-testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { newEmail, register, signIn } from '../testing/people.ts';
import { useBackend } from '../testing/start-backend.ts';

const backend = await useBackend();

beforeEach(() => backend.server.clear());

const get = (slug: string, headers: Record<string, string> = {}) => {
  const input = encodeURIComponent(JSON.stringify({ slug }));
  return fetch(`${backend.url}/trpc/catalog.get?input=${input}`, { headers });
};

const etagOf = ({ headers }: Response) => headers.get('etag') ?? '';

describe('a product page', () => {
  test('is sent again only once the product has changed', async () => {
    const { staff } = backend;
    const product = productFixture({ amount: 1850 });
    const { id, slug } = await staff.admin.products.create.mutate(product);
    const first = await get(slug);
    expect(first.headers.get('cache-tag')).toBe(`product:${id},slug:${slug}`);
    expect(first.headers.get('cdn-cache-control')).toBe('max-age=10, stale-while-revalidate=60');
    const body = await first.text();
    expect(etagOf(first)).toBe(`"${createHash('sha256').update(body).digest('base64url')}"`);

    const seen = { 'if-none-match': etagOf(first) };
    const unchanged = await get(slug, seen);
    expect(unchanged.status).toBe(304);
    expect(await unchanged.text()).toBe('');

    const variants = product.variants.map((variant) => ({
      ...variant,
      price: { ...variant.price, amount: 1900 },
    }));
    const changes = { optionNames: [], variants };
    await staff.admin.products.update.mutate({ id, revision: 1, changes });
    const changed = await get(slug, seen);
    expect(changed.status).toBe(200);
    expect(etagOf(changed)).not.toBe(etagOf(first));
    expect(await changed.text()).toContain('1900');
  });

  test('is the same for a signed-in caller, unless the session has ended', async () => {
    const { slug } = await backend.staff.admin.products.create.mutate(productFixture());
    const visitor = await get(slug);
    const email = newEmail();
    await register(backend, email);
    const { token, client } = await signIn(backend, email);
    const signedIn = await get(slug, { authorization: `Bearer ${token}` });
    expect(etagOf(signedIn)).toBe(etagOf(visitor));
    expect(await signedIn.text()).toBe(await visitor.text());
    expect(signedIn.headers.get('cache-control')).toContain('public');

    await client.auth.signOut.mutate();
    const ended = await get(slug, { cookie: `trastienda=${token}` });
    expect(ended.status).toBe(200);
    expect(ended.headers.get('trastienda-session')).toBe('ended');
    expect(ended.headers.get('cache-control')).toBe('no-store');
    expect(ended.headers.has('etag')).toBe(false);
  });

  test('that does not exist is not stored', async () => {
    const response = await get('absent');
    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('a cart', () => {
  test('is never stored, not even in a batch with a product', async () => {
    const { slug } = await backend.staff.admin.products.create.mutate(productFixture());
    const headers = { 'trastienda-guest': `tg_${'a'.repeat(43)}` };
    const input = encodeURIComponent(JSON.stringify({ 0: { slug } }));
    const path = `catalog.get,cart.get?batch=1&input=${input}`;
    const response = await fetch(`${backend.url}/trpc/${path}`, { headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.has('cache-tag')).toBe(false);
  });
});
