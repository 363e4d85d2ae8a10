import assert from 'node:assert/strict';
import type { AppRouter } from '@trastienda/shop-client';
import { at } from '@trastienda/testing';
import { createTRPCClient, httpBatchStreamLink } from '@trpc/client';
import { jsonOf, rejects } from '../suite/assertions.ts';
import type { Suite } from '../suite/suite.ts';
import { inputOf, type Shop } from './shop.ts';

/** Several calls in a request, answered at once or as a stream. */
export async function checkBatches(suite: Suite, { staff, mug, shirt }: Shop): Promise<void> {
  const { test, send, fetch, record, runId, settings } = suite;

  await test('calls of one moment share a request', async () => {
    const client = suite.client({ token: settings.staffToken });
    const [first, second] = await Promise.all([
      client.admin.products.get.query({ id: mug.id }),
      client.admin.products.get.query({ id: shirt.id }),
    ]);
    assert.deepEqual([first.slug, second.slug], [mug.slug, shirt.slug]);
  });

  await test('a batch of successes and failures answers each, with 207', async () => {
    const input = inputOf({
      0: { slug: mug.slug },
      1: { slug: `absent-${runId}` },
      2: { slug: 7 },
    });
    const path = `/trpc/catalog.get,catalog.get,catalog.get,absent.procedure?batch=1&${input}`;
    const response = await send(path);
    const body = await jsonOf(response, 207);
    assert.equal(at(body, 0, 'result', 'data', 'slug'), mug.slug);
    assert.equal(at(body, 1, 'error', 'data', 'reason'), 'PRODUCT_NOT_FOUND');
    assert.equal(at(body, 2, 'error', 'data', 'reason'), 'INPUT_INVALID');
    assert.equal(at(body, 3, 'error', 'data', 'reason'), 'PROCEDURE_NOT_FOUND');
    assert.equal(response.headers.get('cache-control'), 'no-store');
  });

  await test('a batch of more than 20 calls is rejected', async () => {
    const path = Array.from({ length: 21 }, () => 'catalog.list').join(',');
    await rejects(await send(`/trpc/${path}?batch=1&input=%7B%7D`), 400, 'REQUEST_MALFORMED');
  });

  await test('a streamed batch has the results of its calls', async () => {
    const client = createTRPCClient<AppRouter>({
      links: [
        httpBatchStreamLink({
          url: `${settings.url}/trpc`,
          headers: { authorization: `Bearer ${settings.staffToken}` },
          fetch: (input, init) => fetch(String(input), init as RequestInit),
        }),
      ],
    });
    const results = await Promise.allSettled([
      client.admin.products.get.query({ id: mug.id }),
      client.catalog.get.query({ slug: `absent-${runId}` }),
      client.admin.products.get.query({ id: shirt.id }),
    ]);
    record(
      'its results',
      results.map((result) =>
        result.status === 'fulfilled' ? result.value : at(result.reason, 'data', 'reason'),
      ),
    );
    const [first, second, third] = results;
    assert.equal(at(first, 'value', 'slug'), mug.slug);
    assert.equal(at(second, 'reason', 'data', 'reason'), 'PRODUCT_NOT_FOUND');
    assert.equal(at(third, 'value', 'slug'), shirt.slug);
  });

  await test('a streamed batch is a stream of JSON lines that no cache stores', async () => {
    const path = `/trpc/catalog.get?batch=1&${inputOf({ 0: { slug: mug.slug } })}`;
    const response = await send(path, { headers: { 'trpc-accept': 'application/jsonl' } });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const lines = (await response.text()).split('\n').filter((line) => line !== '');
    assert.ok(lines.length >= 2, lines.join('\n'));
  });

  await test('a cookie cannot be set by a stream', async () => {
    const response = await send('/trpc/auth.signIn?batch=1', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'trpc-accept': 'application/jsonl',
        origin: settings.origin,
      },
      body: JSON.stringify({ 0: { email: `ana.${runId}@shop.example`, password: 'not the one' } }),
    });
    assert.match(await response.text(), /MEDIA_UNSUPPORTED/);
  });

  await test('the result of a stream is that of a single call', async () => {
    const single = await staff.admin.products.get.query({ id: mug.id });
    assert.equal(single.slug, mug.slug);
  });
}
