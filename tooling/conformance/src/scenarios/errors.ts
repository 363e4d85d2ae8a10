import assert from 'node:assert/strict';
import { at } from '@trastienda/testing';
import { rejects } from '../suite/assertions.ts';
import type { Suite } from '../suite/suite.ts';
import { post, type Shop } from './shop.ts';

const ADD = '/trpc/cart.add';

/** Returns a body of known size that is sent in chunks, without a declared length. */
function chunked(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let offset = 0;
  return new ReadableStream({
    pull(controller) {
      if (offset >= bytes.byteLength) return controller.close();
      controller.enqueue(bytes.subarray(offset, offset + 8192));
      offset += 8192;
    },
  });
}

/** Requests that are rejected as a whole. */
export async function checkErrors(
  { test, send, settings, runId }: Suite,
  shop: Shop,
): Promise<void> {
  const guest = { 'trastienda-guest': `tg_${'e'.repeat(43)}` };

  await test('a body that is no JSON is malformed', async () => {
    await rejects(await send(ADD, post('{"sku":', guest)), 400, 'REQUEST_MALFORMED');
  });

  await test('a body that is not UTF-8 is malformed', async () => {
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...guest },
      body,
    };
    await rejects(await send(ADD, init), 400, 'REQUEST_MALFORMED');
  });

  await test('a media type that is not JSON is rejected', async () => {
    const headers = { ...guest, 'content-type': 'text/plain' };
    const response = await send(ADD, { method: 'POST', headers, body: '{"sku":"A"}' });
    await rejects(response, 415, 'MEDIA_UNSUPPORTED');
  });

  await test('a body is limited to 64 KiB for visitors, by its length', async () => {
    const body = JSON.stringify({ sku: 'A'.repeat(70_000) });
    const data = await rejects(await send(ADD, post(body, guest)), 413, 'REQUEST_TOO_LARGE');
    assert.deepEqual(at(data, 'details'), { limit: 'body-bytes', max: 65_536 });
  });

  await test('a body is limited while it is read, without a length', async () => {
    const tooLarge = (): Promise<Response> =>
      send(ADD, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...guest },
        body: chunked(JSON.stringify({ sku: 'A'.repeat(300_000) })),
        duplex: 'half',
      } as RequestInit);
    // A server may close the connection while the rest is sent, before the client reads the response.
    const response = await tooLarge().catch(tooLarge).catch(tooLarge);
    await rejects(response, 413, 'REQUEST_TOO_LARGE');
  });

  await test('a body in chunks is read', async () => {
    const response = await send(ADD, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...guest },
      body: chunked(JSON.stringify({ sku: 'ABSENT', note: 'x'.repeat(20_000) })),
      duplex: 'half',
    } as RequestInit);
    await rejects(response, 404, 'VARIANT_NOT_FOUND');
  });

  await test('JSON that is nested too deeply is rejected', async () => {
    const body = `{"sku":${'['.repeat(5000)}${']'.repeat(5000)}}`;
    const { status } = await send(ADD, post(body, guest));
    assert.equal(status, 400);
  });

  await test('a call of an account is rejected without one', async () => {
    const response = await send('/trpc/account.get');
    const data = await rejects(response, 401, 'ACTOR_UNAUTHENTICATED');
    assert.equal(response.headers.get('www-authenticate'), 'Bearer');
    assert.equal(at(data, 'requestId'), response.headers.get('x-request-id'));
  });

  await test('a call of staff is rejected without a credential', async () => {
    await rejects(await send('/trpc/admin.products.list'), 401, 'ACTOR_UNAUTHENTICATED');
  });

  await test('a token that is unknown fails every call', async () => {
    const headers = { authorization: `Bearer tk_${'x'.repeat(43)}` };
    await rejects(await send('/trpc/catalog.list', { headers }), 401, 'TOKEN_INVALID');
    await rejects(await send('/api/products', { headers }), 401, 'TOKEN_INVALID');
  });

  await test('a guest token that is malformed is rejected', async () => {
    const { status } = await send('/trpc/cart.get', { headers: { 'trastienda-guest': 'me' } });
    assert.equal(status, 400);
  });

  await test('a URL that cannot be decoded is rejected', async () => {
    const { status } = await send('/trpc/catalog.get%?input=%7B%7D');
    assert.ok(status === 400 || status === 404, String(status));
  });

  await test('an own account has no operator', async () => {
    const { status } = await send('/trpc/account.get', { headers: shop.staffHeaders });
    assert.equal(status, 403);
  });

  await test('a page of another origin learns which calls it may make', async () => {
    const preflight = (origin: string) =>
      send('/trpc/cart.add', {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,trastienda-guest',
        },
      });
    const stranger = await preflight(`https://${runId}.example`);
    assert.equal(stranger.headers.get('access-control-allow-origin'), null);
    if (settings.corsOrigin === null) return;
    const allowed = await preflight(settings.corsOrigin);
    assert.equal(allowed.status, 204);
    assert.equal(allowed.headers.get('access-control-allow-origin'), settings.corsOrigin);
    assert.equal(allowed.headers.get('access-control-allow-credentials'), 'true');
  });

  await test('a page of another origin reads answers, with credentials', async () => {
    if (settings.corsOrigin === null) return;
    const headers = { origin: settings.corsOrigin, ...guest };
    const cart = await send('/trpc/cart.get', { headers });
    assert.equal(cart.headers.get('access-control-allow-origin'), settings.corsOrigin);
    const list = await send('/trpc/catalog.list', { headers });
    assert.equal(list.headers.get('access-control-allow-origin'), settings.corsOrigin);
    assert.equal(list.headers.get('access-control-allow-credentials'), 'true');
  });
}
