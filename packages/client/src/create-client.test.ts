import { createMemoryTokenStorage } from '@trastienda/client';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { isClientError } from './client-error.ts';
import { type ClientOptions, createClient, createStoreClient } from './create-client.ts';
import { createImportForm } from './import-form.ts';
import type { RouterInputs, RouterOutputs } from './router-types.ts';

interface Sent {
  readonly url: URL;
  readonly method: string | undefined;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Creates a client whose requests are recorded and answered with one empty page per call. */
function createRecordedClient(options: Partial<ClientOptions> = {}) {
  const sent: Sent[] = [];
  const client = createClient({
    url: 'http://localhost:3000',
    ...options,
    fetch: async (address, { method, headers, body }) => {
      const url = new URL(address);
      sent.push({ url, method, headers: new Headers(headers), body });
      const one = { result: { data: { items: [], nextCursor: null } } };
      const calls = url.pathname.split(',').length;
      return Response.json(url.searchParams.has('batch') ? Array(calls).fill(one) : one);
    },
  });
  return { client, sent };
}

describe('A client', () => {
  test.each([
    ['http://localhost:3000', 'http://localhost:3000/trpc/catalog.list'],
    ['http://localhost:3000/', 'http://localhost:3000/trpc/catalog.list'],
    [new URL('https://shop.example/api/'), 'https://shop.example/api/trpc/catalog.list'],
  ])('finds the procedures below %s', async (url, address) => {
    const { client, sent } = createRecordedClient({ url });
    await client.catalog.list.query({});
    expect(sent[0] && sent[0].url.origin + sent[0].url.pathname).toBe(address);
  });

  test('sends calls made together in one request', async () => {
    const { client, sent } = createRecordedClient();
    await Promise.all([client.orders.list.query({}), client.cart.get.query()]);
    expect(sent.map(({ url }) => url.pathname)).toEqual(['/trpc/orders.list,cart.get']);
  });

  test('sends them one by one with batch: false', async () => {
    const { client, sent } = createRecordedClient({ batch: false });
    await Promise.all([client.orders.list.query({}), client.cart.get.query()]);
    expect(sent.map(({ url }) => url.pathname)).toEqual(['/trpc/orders.list', '/trpc/cart.get']);
  });

  test('puts no more than 20 calls into a request', async () => {
    const { client, sent } = createRecordedClient();
    await Promise.all(Array.from({ length: 45 }, () => client.orders.list.query({})));
    expect(sent.map(({ url }) => url.pathname.split(',').length)).toEqual([20, 20, 5]);
  });

  test('keeps URLs short enough for proxies', async () => {
    const { client, sent } = createRecordedClient();
    const search = 'シャツ '.repeat(25).trim();
    await Promise.all(
      Array.from({ length: 20 }, () => client.admin.products.list.query({ search })),
    );
    expect(sent.length).toBeGreaterThan(1);
    expect(Math.max(...sent.map(({ url }) => url.href.length))).toBeLessThanOrEqual(8000);
  });

  test('keeps the bodies of batches within the 64 KiB that the server accepts from visitors', async () => {
    const { client, sent } = createRecordedClient();
    const change = (length: number) => ({
      ...{ id: 'a'.repeat(24), revision: 1 },
      changes: { descriptionHtml: 'ñ'.repeat(length) },
    });
    const lengths = [...Array(40).fill(1400), 1600, 20_000];
    await Promise.all(lengths.map((length) => client.admin.products.update.mutate(change(length))));
    const calls = sent.map(({ url }) => url.pathname.split(',').length);
    expect(calls.sort((a, b) => a - b)).toEqual([1, 1, 20, 20]);
    const bytes = ({ body }: Sent) => new TextEncoder().encode(String(body)).byteLength;
    const batches = sent.filter(({ url }) => url.searchParams.has('batch'));
    expect(Math.max(...batches.map(bytes))).toBeLessThanOrEqual(64 * 1024);
  });

  test('gives calls that move money or stock an idempotency key, and a request each', async () => {
    const { client, sent } = createRecordedClient();
    const received = { quantity: 5 };
    await Promise.all([
      client.admin.stock.receive.mutate({ sku: 'MUG', ...received }),
      client.admin.stock.receive.mutate({ sku: 'TEE', ...received }),
      client.admin.products.archive.mutate({ id: 'a'.repeat(24) }),
    ]);
    expect(sent.map(({ url }) => url.pathname)).toHaveLength(3);
    const keys = sent.map(({ headers }) => headers.get('idempotency-key'));
    const given = keys.filter((key) => key !== null);
    expect([given.length, new Set(given).size]).toEqual([2, 2]);
  });

  test('asks for the catalog with nothing of its caller, one request for each question', async () => {
    const guest = createMemoryTokenStorage();
    await guest.set('tg_guest');
    const { client, sent } = createRecordedClient({ token: 'secret', guest });
    await Promise.all([
      client.catalog.list.query({ search: 'mug', limit: 5 }),
      client.catalog.list.query({ limit: 5, search: 'mug' }),
      client.catalog.facets.query({}),
    ]);
    expect(sent.map(({ url }) => url.pathname)).toEqual([
      '/trpc/catalog.list',
      '/trpc/catalog.list',
      '/trpc/catalog.facets',
    ]);
    expect(sent[0]?.url.href).toBe(sent[1]?.url.href);
    for (const { headers } of sent) expect([...headers]).toEqual([]);
  });

  test('sends a form in a separate request', async () => {
    const { client, sent } = createRecordedClient();
    const form = createImportForm(new Blob(['Handle\n']), 'products.csv');
    await Promise.all([client.admin.products.import.mutate(form), client.orders.list.query({})]);
    const upload = sent.find(({ method }) => method === 'POST');
    expect(upload?.url.pathname).toBe('/trpc/admin.products.import');
    expect(upload?.body).toBe(form);
    expect(upload?.headers.has('content-type')).toBe(false);
  });

  test.each([
    ['a string', 'secret'],
    ['a function', () => 'secret'],
    ['an async function', async () => 'secret'],
  ])('presents a token that is %s', async (_, token) => {
    const { client, sent } = createRecordedClient({ token });
    await client.orders.list.query({});
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer secret');
  });

  test('reads the token before each request, and sends none when there is none', async () => {
    const tokens = ['first', null, undefined];
    const { client, sent } = createRecordedClient({ token: () => tokens.shift() });
    for (let call = 0; call < 3; call++) await client.orders.list.query({});
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer first',
      null,
      null,
    ]);
  });

  test('rejects the call when the token cannot be read', async () => {
    const { client } = createRecordedClient({ token: () => Promise.reject(new Error('locked')) });
    await expect(client.orders.list.query({})).rejects.toThrow('locked');
  });

  test('adds headers, without those that are undefined', async () => {
    const headers = async () => ({ 'x-request-id': 'trace-1', 'x-absent': undefined });
    const { client, sent } = createRecordedClient({ headers });
    await client.orders.list.query({});
    expect(sent[0]?.headers.get('x-request-id')).toBe('trace-1');
    expect(sent[0]?.headers.has('x-absent')).toBe(false);
  });
});

describe('A client of a storefront', () => {
  test('calls the same procedures, with the same options', async () => {
    const sent: [string, string | null][] = [];
    const client = createStoreClient({
      url: 'http://localhost:3000/shop',
      token: 'secret',
      async fetch(address, { headers }) {
        sent.push([new URL(address).pathname, new Headers(headers).get('authorization')]);
        return Response.json([{ result: { data: { items: [], nextCursor: null } } }]);
      },
    });
    expect(await client.orders.list.query({})).toEqual({ items: [], nextCursor: null });
    expect(sent).toEqual([['/shop/trpc/orders.list', 'Bearer secret']]);
    await expect(client.checkout.complete.mutate({ checkoutId: 'c1' })).rejects.toSatisfy(
      isClientError,
    );
  });
});

describe('An import form', () => {
  test('has the file and its name', () => {
    const named = createImportForm(new Blob(['a']), 'products.csv').get('file');
    expect(named).toMatchObject({ name: 'products.csv', size: 1 });
    const own = createImportForm(new File(['ab'], 'own.csv')).get('file');
    expect(own).toMatchObject({ name: 'own.csv', size: 2 });
  });
});

describe('The types', () => {
  test('name the inputs and outputs of procedures', () => {
    expectTypeOf<RouterInputs['catalog']['get']>().toEqualTypeOf<{ slug: string }>();
    expectTypeOf<RouterOutputs['catalog']['list']['nextCursor']>().toEqualTypeOf<string | null>();
  });
});
