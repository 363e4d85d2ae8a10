import { describe, expect, expectTypeOf, test } from 'vitest';
import { type ClientOptions, createClient } from './create-client.ts';
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
    await Promise.all([client.catalog.list.query({}), client.catalog.list.query({ limit: 5 })]);
    expect(sent.map(({ url }) => url.pathname)).toEqual(['/trpc/catalog.list,catalog.list']);
  });

  test('sends them one by one with batch: false', async () => {
    const { client, sent } = createRecordedClient({ batch: false });
    await Promise.all([client.catalog.list.query({}), client.catalog.list.query({ limit: 5 })]);
    expect(sent.map(({ url }) => url.pathname)).toEqual([
      '/trpc/catalog.list',
      '/trpc/catalog.list',
    ]);
  });

  test('puts no more than 20 calls into a request', async () => {
    const { client, sent } = createRecordedClient();
    await Promise.all(Array.from({ length: 45 }, () => client.catalog.list.query({})));
    expect(sent.map(({ url }) => url.pathname.split(',').length)).toEqual([20, 20, 5]);
  });

  test('keeps URLs short enough for proxies', async () => {
    const { client, sent } = createRecordedClient();
    const search = 'シャツ '.repeat(25).trim();
    await Promise.all(Array.from({ length: 20 }, () => client.catalog.list.query({ search })));
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

  test('sends a form in a separate request', async () => {
    const { client, sent } = createRecordedClient();
    const form = createImportForm(new Blob(['Handle\n']), 'products.csv');
    await Promise.all([client.admin.products.import.mutate(form), client.catalog.list.query({})]);
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
    await client.catalog.list.query({});
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer secret');
  });

  test('reads the token before each request, and sends none when there is none', async () => {
    const tokens = ['first', null, undefined];
    const { client, sent } = createRecordedClient({ token: () => tokens.shift() });
    for (let call = 0; call < 3; call++) await client.catalog.list.query({});
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer first',
      null,
      null,
    ]);
  });

  test('rejects the call when the token cannot be read', async () => {
    const { client } = createRecordedClient({ token: () => Promise.reject(new Error('locked')) });
    await expect(client.catalog.list.query({})).rejects.toThrow('locked');
  });

  test('adds headers, without those that are undefined', async () => {
    const headers = async () => ({ 'x-request-id': 'trace-1', 'x-absent': undefined });
    const { client, sent } = createRecordedClient({ headers });
    await client.catalog.list.query({});
    expect(sent[0]?.headers.get('x-request-id')).toBe('trace-1');
    expect(sent[0]?.headers.has('x-absent')).toBe(false);
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
