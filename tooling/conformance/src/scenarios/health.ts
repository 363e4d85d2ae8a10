import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { at } from '@trastienda/testing';
import { jsonOf } from '../suite/assertions.ts';
import type { Suite } from '../suite/suite.ts';

/** Ends when the server has reached its database in time, or after a minute: machines are busy. */
async function waitUntilReady(url: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    // Not a request of the suite: its response is not part of the transcript.
    if ((await fetch(new URL('/readyz', url))).ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Pages and documents that are not calls. */
export async function checkHealth({ test, send, fetch, record, settings }: Suite): Promise<void> {
  await test('the process is alive and ready', async () => {
    await waitUntilReady(settings.url);
    assert.deepEqual(await jsonOf(await send('/healthz')), { status: 'alive' });
    assert.deepEqual(await jsonOf(await send('/readyz')), { status: 'ready' });
  });

  await test('HEAD of a page has no body', async () => {
    const response = await send('/healthz', { method: 'HEAD' });
    assert.deepEqual([response.status, await response.text()], [200, '']);
  });

  await test('an unknown path is a failure in JSON', async () => {
    const body = await jsonOf(await send('/absent'), 404);
    assert.equal(at(body, 'error', 'data', 'reason'), 'PROCEDURE_NOT_FOUND');
  });

  await test('a request keeps its id, unless the id is unsafe', async () => {
    const idOf = async (given: string) => {
      const response = await send('/healthz', { headers: { 'x-request-id': given } });
      return response.headers.get('x-request-id');
    };
    assert.equal(await idOf('conformance-1'), 'conformance-1');
    assert.notEqual(await idOf('not safe "at all"'), 'not safe "at all"');
  });

  await test('the OpenAPI document describes the REST routes', async () => {
    // Not recorded as a whole: it has more text than all other responses together.
    const document = await (await globalThis.fetch(`${settings.url}/openapi.json`)).text();
    const paths = Object.keys(Object(at(JSON.parse(document), 'paths')));
    assert.ok(paths.includes('/products/{slug}'), paths.join(' '));
    const sha256 = createHash('sha256').update(document).digest('hex');
    record('the document', { paths: paths.length, sha256 });
  });

  await test('requests to no path of ours have the security headers', async () => {
    const { headers } = await fetch(`${settings.url}/absent?x=1`);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
  });
}
