import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './app-env.ts';

const gzipBytes = promisify(gzip);

/** Below this a compressed answer fills the same network packet as a plain one. */
const MIN_BYTES = 1400;

function acceptsGzip(acceptEncoding: string | undefined): boolean {
  return (acceptEncoding ?? '')
    .split(',')
    .some((part) => /^\s*(gzip|\*)\s*(;\s*q=(1(\.0*)?|0\.\d*[1-9]\d*))?\s*$/i.test(part));
}

/**
 * Compresses JSON answers to queries of visitors. An answer to a caller with credentials stays as
 * it is, and so does that to a mutation, which may begin a session: where a secret and text of an
 * attacker's choice share a compressed body, its length gives the secret away (BREACH,
 * CVE-2013-3587); what a visitor may read holds no secret. Streamed batches stay as
 * they are too: a call's result would wait in the compressor for the next one.
 *
 * Hono's own middleware knows no length here and would compress the smallest answer, through a
 * web stream for each; this one works on whole bodies, in zlib's threads. A page of 24 products
 * becomes 0.17 of its size and the server answers two thirds as many calls (with Hono's:
 * 0.54 as many; scripts/measure-compression.ts), so it is off unless asked for.
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
    if (hasCredentials !== undefined || !isQuery || !isWholeJson) return;

    headers.append('vary', 'accept-encoding');
    if (!acceptsGzip(c.req.header('accept-encoding'))) return;

    const plain = new Uint8Array(await c.res.arrayBuffer());
    const isWorthIt = plain.byteLength >= MIN_BYTES;
    const body = isWorthIt ? await gzipBytes(plain, { level: 6 }) : plain;
    if (isWorthIt) headers.set('content-encoding', 'gzip');
    const { status } = c.res;
    // Hono merges the headers of the response that is there already; so there must be none.
    c.res = undefined;
    c.res = new Response(body, { status, headers });
  });
}
