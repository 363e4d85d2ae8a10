import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../app-env.ts';

const gzipBytes = promisify(gzip);

/** Minimum size: smaller responses fit into one network packet uncompressed. */
const MIN_BYTES = 1400;

function acceptsGzip(acceptEncoding: string | undefined): boolean {
  return (acceptEncoding ?? '')
    .split(',')
    .some((part) => /^\s*(gzip|\*)\s*(;\s*q=(1(\.0*)?|0\.\d*[1-9]\d*))?\s*$/i.test(part));
}

/**
 * Compresses JSON responses to queries of anonymous callers. Responses to authenticated callers and
 * to mutations, which may start a session, stay uncompressed: where a secret and an attacker's text
 * share a compressed body, its length reveals the secret (BREACH, CVE-2013-3587). Streamed batches
 * stay uncompressed too: a result would wait in the compressor for the next one.
 *
 * Hono's middleware does not know the length here and would compress the smallest response, through
 * a web stream each; this one compresses whole bodies in zlib's threads. A page of 24 products
 * shrinks to 0.17 of its size and the server answers two thirds as many calls (0.54 with Hono's;
 * scripts/measure-compression.ts), so it is off by default.
 */
export function compressAnswers() {
  return createMiddleware<AppEnv>(async function compressAnswers(c, next) {
    await next();
    const { headers } = c.res;
    const hasCredentials = c.req.header('authorization') ?? c.req.header('cookie');
    const isWholeJson =
      headers.get('content-type')?.startsWith('application/json') === true &&
      !headers.has('transfer-encoding') &&
      !headers.has('content-encoding');
    const isQuery = c.req.method === 'GET';
    const isUnchanged = c.res.status === 304;
    if (!isQuery || !(isWholeJson || isUnchanged)) return;

    // Also where this caller gets it uncompressed: a cache may store it for others.
    headers.append('vary', 'accept-encoding');
    if (
      hasCredentials !== undefined ||
      isUnchanged ||
      !acceptsGzip(c.req.header('accept-encoding'))
    )
      return;

    const plain = new Uint8Array(await c.res.arrayBuffer());
    const isWorthIt = plain.byteLength >= MIN_BYTES;
    const body = isWorthIt ? await gzipBytes(plain, { level: 6 }) : plain;
    if (isWorthIt) {
      headers.set('content-encoding', 'gzip');
      // RFC 9110, section 8.8.1: other bytes have another strong validator.
      const etag = headers.get('etag');
      if (etag !== null) headers.set('etag', `W/${etag}`);
    }
    const { status } = c.res;
    // Hono merges the headers of an existing response, so it must be unset first.
    c.res = undefined;
    c.res = new Response(body, { status, headers });
  });
}
