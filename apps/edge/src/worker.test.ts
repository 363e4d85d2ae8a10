import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Edge, startEdge } from './testing/start-edge.ts';
import { CACHEABLE, json, startOrigin, type TestOrigin } from './testing/start-origin.ts';

const PAGE = 'https://shop.example';
const LIST = '/trpc/catalog.list?input=%7B%22limit%22%3A2%7D';

let origin: TestOrigin;
let edge: Edge;
beforeEach(async () => {
  origin = await startOrigin();
  edge = await startEdge({ origin: origin.url, pageOrigins: PAGE });
});
afterEach(async () => {
  await edge.stop();
  await origin.stop();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(edge.url + path, { headers });

/** Requests twice, and returns how often the server was asked. */
async function askedFor(path: string, init: RequestInit = {}): Promise<number> {
  const before = origin.requests.length;
  for (const _ of [1, 2]) await (await fetch(edge.url + path, init)).arrayBuffer();
  return origin.requests.length - before;
}

describe('A cacheable answer', () => {
  test('comes from the cache the second time, with an id for each request', async () => {
    origin.answer(json({ items: [1] }, { ...CACHEABLE, 'x-request-id': 'of-the-first' }));
    const first = await get(LIST, { 'x-request-id': 'one' });
    const second = await get(LIST);
    expect(origin.requests).toHaveLength(1);
    expect(await second.text()).toBe(await first.text());
    expect(first.headers.get('x-request-id')).toBe('one');
    expect(second.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    expect(second.headers.get('cache-status')).toBe('trastienda-edge; hit');
    expect(second.headers.get('cache-tag')).toBe('products');
    expect(second.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    expect(Number(second.headers.get('age'))).toBeGreaterThanOrEqual(0);
  });

  test('is 304 for a caller who has it, without the server', async () => {
    origin.answer(json({ items: [1] }, CACHEABLE));
    await get(LIST);
    for (const known of ['"one"', 'W/"one"', '"zero", "one"', '*']) {
      const response = await get(LIST, { 'if-none-match': known });
      expect([response.status, await response.text()]).toEqual([304, '']);
    }
    expect((await get(LIST, { 'if-none-match': '"zero"' })).status).toBe(200);
    expect(origin.requests).toHaveLength(1);
  });

  test('is not used for a caller who asks the server itself', async () => {
    origin.answer(json({ version: 1 }, CACHEABLE));
    await get(LIST);
    origin.answer(json({ version: 2 }, CACHEABLE));
    const fresh = await get(LIST, { 'cache-control': 'no-cache' });
    expect(await fresh.json()).toEqual({ version: 2 });
    expect(await (await get(LIST)).json()).toEqual({ version: 1 });
  });

  test('is stored once for all spellings of its URL', async () => {
    origin.answer(json({}, CACHEABLE));
    await get('/trpc/catalog.list?input={"a":1,"b":2}');
    await get('/trpc/catalog.list?utm=x&input=%7B%22b%22%3A2%2C%22a%22%3A1%7D');
    expect(origin.requests).toHaveLength(1);
  });

  test('is stored without anything of one caller, and with its tags', async () => {
    origin.answer(
      json({}, { ...CACHEABLE, 'x-request-id': 'secret-id', 'access-control-allow-origin': PAGE }),
    );
    await get(LIST, { origin: PAGE, 'x-request-id': 'of-the-caller' });
    const stored = await edge.storedHeaders(`${origin.url}${LIST}`);
    expect(stored?.['cache-tag']).toBe('products');
    expect(JSON.stringify(stored)).not.toMatch(
      /secret-id|of-the-caller|access-control|shop\.example/,
    );
  });

  test('is asked for with nothing of the caller but address and id', async () => {
    origin.answer(json({}, CACHEABLE));
    await get(LIST, {
      'x-forwarded-for': '203.0.113.9',
      'x-request-id': 'mine',
      'user-agent': 'a browser',
      'x-tenant': 'other',
      'accept-language': 'es',
    });
    const { headers } = origin.requests[0] ?? expect.unreachable();
    expect(headers['x-forwarded-for']).toBe('127.0.0.1');
    expect(headers['x-request-id']).toBe('mine');
    expect(headers['x-tenant']).toBeUndefined();
    expect(headers['accept-language']).toBeUndefined();
  });

  test('is asked for in the name of the visitor of a page that a server renders', async () => {
    const visitor = 'v1;1764495875;192.0.2.7;2b18694441eb30d5';
    origin.answer(json({}, CACHEABLE));
    await get(LIST, { 'x-signed-address': visitor });
    expect(origin.requests[0]?.headers['x-signed-address']).toBe(visitor);
    const stored = await edge.storedHeaders(`${origin.url}${LIST}`);
    expect(stored).not.toBeNull();
    expect(JSON.stringify(stored)).not.toContain('192.0.2.7');
    await get(LIST, { 'x-signed-address': 'v1;1764495875;192.0.2.8;17eb30d5' });
    expect(origin.requests).toHaveLength(1);
  });

  test('is asked for once by all who miss it at the same time', async () => {
    const held: (() => void)[] = [];
    origin.answer((request, response) => {
      held.push(() => json({ version: 1 }, CACHEABLE)(request, response));
    });
    const asked = origin.nextRequest();
    const first = get(LIST);
    await asked;
    const others = [get(LIST), get(LIST, { origin: PAGE })];
    origin.answer(json({ version: 2 }, CACHEABLE));
    await get('/healthz');
    for (const answer of held) answer();
    const responses = await Promise.all([first, ...others]);
    const bodies = await Promise.all(responses.map((response) => response.json()));
    expect(bodies).toEqual([{ version: 1 }, { version: 1 }, { version: 1 }]);
    expect(origin.requests.filter(({ url }) => url === LIST)).toHaveLength(1);
    expect(responses[2]?.headers.get('access-control-allow-origin')).toBe(PAGE);
  });

  test('reaches those who wait for it when the caller who asked first has left', async () => {
    const held: (() => void)[] = [];
    origin.answer((request, response) => {
      held.push(() => json({ version: 1 }, CACHEABLE)(request, response));
    });
    const leaving = new AbortController();
    const asked = origin.nextRequest();
    const first = fetch(edge.url + LIST, { signal: leaving.signal });
    await asked;
    const second = get(LIST);
    origin.answer(json({}));
    await get('/healthz');
    leaving.abort();
    await expect(first).rejects.toThrow(/abort/i);
    for (const answer of held) answer();
    expect(await (await second).json()).toEqual({ version: 1 });
    expect(origin.requests.filter(({ url }) => url === LIST)).toHaveLength(1);
  });

  test('of one caller only is not given to those who wait for it', async () => {
    const held: (() => void)[] = [];
    origin.answer((request, response) => {
      held.push(() => json({}, { 'cache-control': 'no-store' }, 429)(request, response));
    });
    const asked = origin.nextRequest();
    const first = get(LIST);
    await asked;
    origin.answer(json({ version: 1 }, CACHEABLE));
    const second = get(LIST);
    await get('/healthz');
    for (const answer of held) answer();
    expect([(await first).status, (await second).status]).toEqual([429, 200]);
  });
});

describe('Credentials', () => {
  test.each([
    ['authorization', 'Bearer ts_secret'],
    ['cookie', 'trastienda=ts_secret'],
    ['trastienda-guest', 'tg_secret'],
  ])('in %s neither read nor fill the cache', async (name, value) => {
    origin.answer((request, response) => {
      const body = name in request.headers ? { for: 'one caller' } : { for: 'everyone' };
      json(body, CACHEABLE)(request, response);
    });
    expect(await (await get(LIST, { [name]: value })).json()).toEqual({ for: 'one caller' });
    expect(await (await get(LIST)).json()).toEqual({ for: 'everyone' });
    expect(await (await get(LIST, { [name]: value })).json()).toEqual({ for: 'one caller' });
    expect(await (await get(LIST)).json()).toEqual({ for: 'everyone' });
    expect(origin.requests).toHaveLength(3);
    expect(origin.requests[0]?.headers[name]).toBe(value);
  });

  test('of a response are passed on, and never stored', async () => {
    const cookies = ['a=1; HttpOnly', 'b=2'];
    origin.answer(json({}, { ...CACHEABLE, 'set-cookie': cookies }));
    expect((await get(LIST)).headers.getSetCookie()).toEqual(cookies);
    expect(await askedFor(LIST)).toBe(2);
  });
});

describe('Never stored are', () => {
  test('mutations, HEAD, parts of an answer and streams', async () => {
    origin.answer(json({}, CACHEABLE));
    expect(await askedFor('/trpc/cart.add', { method: 'POST', body: '{}' })).toBe(2);
    expect(await askedFor(LIST, { method: 'HEAD' })).toBe(2);
    expect(await askedFor(LIST, { headers: { range: 'bytes=0-1' } })).toBe(2);
    expect(await askedFor(LIST, { headers: { 'trpc-accept': 'application/jsonl' } })).toBe(2);
    expect(await askedFor(LIST, { headers: { accept: 'text/event-stream' } })).toBe(2);
    expect(await askedFor('/healthz')).toBe(2);
  });

  test('answers that the server keeps to itself, and failures', async () => {
    origin.answer(json({}, { ...CACHEABLE, 'cache-control': 'no-store' }));
    expect(await askedFor(LIST)).toBe(2);
    origin.answer(json({}, { ...CACHEABLE, 'cache-control': 'private, max-age=0' }));
    expect(await askedFor(LIST)).toBe(2);
    origin.answer(json({}, CACHEABLE, 404));
    expect(await askedFor(LIST)).toBe(2);
  });

  test.each([
    ['with', true],
    ['without', false],
  ])('answers of more than 4 MB %s a length, which arrive whole', async (_, hasLength) => {
    const long = Buffer.alloc(5 * 1024 * 1024, '0123456789');
    origin.answer((_request, response) => {
      const length = hasLength ? { 'content-length': String(long.byteLength) } : {};
      response.writeHead(200, { ...CACHEABLE, ...length });
      response.write(long.subarray(0, 3_000_000));
      response.end(long.subarray(3_000_000));
    });
    const received = Buffer.from(await (await get(LIST)).arrayBuffer());
    expect(received.equals(long)).toBe(true);
    expect(await askedFor(LIST)).toBe(2);
    expect(await edge.storedHeaders(`${origin.url}${LIST}`)).toBeNull();
  });
});

describe('Pages of other origins', () => {
  test('share the stored answer, and each gets its own headers', async () => {
    origin.answer(json({}, { ...CACHEABLE, 'access-control-allow-origin': '*' }));
    const page = await get(LIST, { origin: PAGE });
    expect(page.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(page.headers.get('access-control-allow-credentials')).toBe('true');
    expect(page.headers.get('cache-control')).toBe('private, max-age=0, must-revalidate');
    expect(page.headers.get('vary')).toBe('Origin');
    expect(page.headers.has('cdn-cache-control')).toBe(false);
    const stranger = await get(LIST, { origin: 'https://evil.example' });
    expect(stranger.headers.has('access-control-allow-origin')).toBe(false);
    expect((await get(LIST)).headers.get('access-control-allow-origin')).toBe('*');
    expect(origin.requests).toHaveLength(1);
    expect(origin.requests[0]?.headers.origin).toBeUndefined();
  });

  test('read failures, too', async () => {
    origin.answer(json({}, { 'cache-control': 'no-store' }, 404));
    const page = await get(LIST, { origin: PAGE });
    expect([page.status, page.headers.get('access-control-allow-origin')]).toEqual([404, PAGE]);
  });

  test('are left to the server by a Worker that does not know them', async () => {
    const plain = await startEdge({ origin: origin.url });
    origin.answer(json({}, CACHEABLE));
    for (const _ of [1, 2]) await fetch(plain.url + LIST, { headers: { origin: PAGE } });
    expect(origin.requests.map(({ headers }) => headers.origin)).toEqual([PAGE, PAGE]);
    await plain.stop();
  });
});

describe('A stale answer', () => {
  test('is used while the server is asked whether it is still true', async () => {
    const lifetime = { 'cdn-cache-control': 'max-age=0, stale-while-revalidate=600' };
    origin.answer(json({ version: 1 }, { ...CACHEABLE, ...lifetime }));
    await get(LIST);
    origin.answer(json({ version: 2 }, { ...CACHEABLE, ...lifetime, etag: '"two"' }));
    const asked = origin.nextRequest();
    const stale = await get(LIST);
    expect(await stale.json()).toEqual({ version: 1 });
    expect(stale.headers.get('cache-status')).toContain('stale');
    expect((await asked).headers['if-none-match']).toBe('"one"');
    await expect.poll(async () => (await get(LIST)).json()).toEqual({ version: 2 });
  });

  test('that is still true is confirmed without a body', async () => {
    const lifetime = { 'cdn-cache-control': 'max-age=0, stale-while-revalidate=600' };
    origin.answer(json({ version: 1 }, { ...CACHEABLE, ...lifetime }));
    await get(LIST);
    origin.answer((_request, response) => response.writeHead(304, CACHEABLE).end());
    const asked = origin.nextRequest();
    await get(LIST);
    await asked;
    expect(await (await get(LIST)).json()).toEqual({ version: 1 });
  });

  test('of something that no longer exists is deleted', async () => {
    const lifetime = { 'cdn-cache-control': 'max-age=0, stale-while-revalidate=600' };
    origin.answer(json({ version: 1 }, { ...CACHEABLE, ...lifetime }));
    await get(LIST);
    origin.answer(json({}, { 'cache-control': 'no-store' }, 404));
    await get(LIST);
    await expect.poll(async () => (await get(LIST)).status).toBe(404);
  });

  test.each([408, 429, 500, 503])('outlives a %i to one caller', async (status) => {
    const lifetime = { 'cdn-cache-control': 'max-age=0, stale-if-error=600' };
    origin.answer(json({ version: 1 }, { ...CACHEABLE, ...lifetime }));
    await get(LIST);
    origin.answer(json({}, { 'cache-control': 'no-store' }, status));
    for (const _ of [1, 2, 3]) expect(await (await get(LIST)).json()).toEqual({ version: 1 });
    expect(origin.requests).toHaveLength(4);
  });

  test('does not replace a newer one when the server is slow', async () => {
    const key = `${origin.url}${LIST}`;
    const lifetime = { 'cdn-cache-control': 'max-age=0, stale-while-revalidate=600' };
    origin.answer(json({ version: 1 }, { ...CACHEABLE, ...lifetime }));
    await get(LIST);
    let finish = () => {};
    origin.answer((request, response) => {
      finish = () => json({ version: 2 }, { ...CACHEABLE, ...lifetime })(request, response);
    });
    const asked = origin.nextRequest();
    await get(LIST);
    await asked;
    const kept = await edge.storedHeaders(key);
    const newer = { ...kept, 'x-edge-confirmed-at': String(Date.now() + 1) };
    await edge.store(key, { version: 3 }, newer);
    // The server is asked again after the slow answer has been dealt with.
    origin.answer(json({}, { 'cache-control': 'no-store' }, 500));
    finish();
    await expect
      .poll(async () => {
        await (await get(LIST)).arrayBuffer();
        return origin.requests.length;
      })
      .toBeGreaterThan(2);
    expect(await (await get(LIST)).json()).toEqual({ version: 3 });
  });

  test('takes over the headers of the 304 that confirms it', async () => {
    const key = `${origin.url}${LIST}`;
    const lifetime = { 'cdn-cache-control': 'max-age=0, stale-if-error=600' };
    origin.answer(json({ version: 1 }, { ...CACHEABLE, ...lifetime }));
    await get(LIST);
    origin.answer((_request, response) => {
      response.writeHead(304, { ...CACHEABLE, 'cache-tag': 'products,sale' }).end();
    });
    const confirmed = await get(LIST);
    expect(await confirmed.json()).toEqual({ version: 1 });
    expect(confirmed.headers.get('cache-tag')).toBe('products,sale');
    expect(confirmed.headers.get('cdn-cache-control')).toBe('max-age=60');
    await expect.poll(async () => (await edge.storedHeaders(key))?.['cache-tag']).toContain('sale');
    expect((await get(LIST)).headers.get('cache-status')).toBe('trastienda-edge; hit');
    expect(origin.requests).toHaveLength(2);
  });

  test('that may no longer be stored, by its 304, is given once and deleted', async () => {
    const key = `${origin.url}${LIST}`;
    const lifetime = { 'cdn-cache-control': 'max-age=0, stale-if-error=600' };
    origin.answer(json({ version: 1 }, { ...CACHEABLE, ...lifetime }));
    await get(LIST);
    origin.answer((_request, response) => {
      response.writeHead(304, { etag: '"one"', 'cache-control': 'private, no-cache' }).end();
    });
    expect(await (await get(LIST)).json()).toEqual({ version: 1 });
    await expect.poll(() => edge.storedHeaders(key)).toBeNull();
  });

  test('is refreshed once at a time', async () => {
    const lifetime = { 'cdn-cache-control': 'max-age=0, stale-while-revalidate=600' };
    origin.answer(json({ version: 1 }, { ...CACHEABLE, ...lifetime }));
    await get(LIST);
    const held: (() => void)[] = [];
    origin.answer((request, response) => {
      held.push(() => json({ version: 2 }, { ...CACHEABLE, etag: '"two"' })(request, response));
    });
    const asked = origin.nextRequest();
    await get(LIST);
    await asked;
    for (const _ of [1, 2, 3]) expect(await (await get(LIST)).json()).toEqual({ version: 1 });
    for (const answer of held) answer();
    await expect.poll(async () => (await get(LIST)).json()).toEqual({ version: 2 });
    expect(origin.requests).toHaveLength(2);
  });
});

describe('A server that is away', () => {
  test('is replaced by a stale answer where the server allows it', async () => {
    const lifetime = { 'cdn-cache-control': 'max-age=0, stale-if-error=600' };
    origin.answer(json({ version: 1 }, { ...CACHEABLE, ...lifetime }));
    await get(LIST);
    origin.answer(json({}, { 'cache-control': 'no-store' }, 503));
    expect(await (await get(LIST)).json()).toEqual({ version: 1 });
    await origin.stop();
    expect(await (await get(LIST)).json()).toEqual({ version: 1 });
  });

  test('is a failure that clients read as any other', async () => {
    await origin.stop();
    const call = await get('/trpc/cart.get', { 'x-request-id': 'mine' });
    expect([call.status, call.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await call.json()).toMatchObject({
      error: {
        data: {
          reason: 'SERVER_BUSY',
          httpStatus: 503,
          requestId: 'mine',
          details: expect.toBeOneOf([{}]),
        },
      },
    });
    const route = await get('/api/products');
    expect(route.status).toBe(503);
    expect(await route.json()).toMatchObject({ reason: 'SERVER_BUSY', isRetryable: true });
    expect((await get(LIST)).headers.get('cache-control')).toBe('no-store');
  });

  test('is a failure that pages of other origins can read', async () => {
    await origin.stop();
    for (const path of ['/trpc/cart.get', '/api/products', LIST]) {
      const { headers } = await get(path, { origin: PAGE });
      expect(headers.get('access-control-allow-origin')).toBe(PAGE);
      expect(headers.get('access-control-allow-credentials')).toBe('true');
      expect(headers.get('access-control-expose-headers')).toContain('retry-after');
      expect(headers.get('vary')).toBe('Origin');
    }
    const stranger = await get(LIST, { origin: 'https://evil.example' });
    expect(stranger.headers.has('access-control-allow-origin')).toBe(false);
  });
});

describe('Everything else is forwarded', () => {
  test('as a stream: a response begins before it ends', async () => {
    let finish = () => {};
    origin.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"first":1}\n');
      finish = () => response.end('{"second":2}\n');
    });
    // Miniflare compresses what it may, and would wait for more.
    const headers = { 'trpc-accept': 'application/jsonl', 'accept-encoding': 'identity' };
    const response = await get(LIST, headers);
    const reader = response.body?.getReader() ?? expect.unreachable();
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toBe('{"first":1}\n');
    finish();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('{"second":2}\n');
  });

  test('as a stream: an upload arrives before it ends', async () => {
    let finish = () => {};
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('first'));
        finish = () => controller.close();
      },
    });
    origin.answer((request, response) => {
      request.once('data', () => finish());
      request.once('end', () => json({ received: true })(request, response));
    });
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
    const response = await fetch(`${edge.url}/trpc/admin.products.import`, init);
    expect(await response.json()).toEqual({ received: true });
  });

  test('with method, path, query, body and headers, and the address that the platform knows', async () => {
    let received = '';
    origin.answer((request, response) => {
      request.setEncoding('utf8').on('data', (part: string) => {
        received += part;
      });
      request.once('end', () => json({}, { 'x-request-id': 'mine' })(request, response));
    });
    await fetch(`${edge.url}/api/cart/lines/A%2FB?x=1&x=2`, {
      method: 'PUT',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': '203.0.113.9',
        'x-real-ip': '203.0.113.9',
        forwarded: 'for=203.0.113.9',
        'x-request-id': 'mine',
        origin: PAGE,
      },
      body: '{"quantity":2}',
    });
    const { method, url, headers } = origin.requests[0] ?? expect.unreachable();
    expect([method, url, received]).toEqual([
      'PUT',
      '/api/cart/lines/A%2FB?x=1&x=2',
      '{"quantity":2}',
    ]);
    expect(headers['x-forwarded-for']).toBe('127.0.0.1');
    expect([headers['x-real-ip'], headers.forwarded]).toEqual([undefined, undefined]);
    expect([headers['x-request-id'], headers.origin]).toEqual(['mine', PAGE]);
  });

  test('redirects included', async () => {
    origin.answer((_request, response) => response.writeHead(303, { location: '/next' }).end());
    const response = await fetch(`${edge.url}/dev/x`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/next']);
  });
});
