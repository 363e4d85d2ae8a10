import { isIPv6 } from 'node:net';
import { createAdaptorServer, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import type { Storefront, StorefrontOptions, Visitor } from './create-storefront.ts';
import { parseEnvironment, type StorefrontEnvironment } from './environment.ts';
import { forwardCall, isForApi } from './forward-calls.ts';

/** Time that running requests have at the end. */
const GRACE_MS = 10_000;

const ACCEPTABLE_ID = /^[\w.-]{1,128}$/;

function log(level: 'info' | 'error', fields: object, msg: string): void {
  const line = { level, time: new Date().toISOString(), ...fields, msg };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const describe = (error: unknown) =>
  error instanceof Error ? { type: error.name, message: error.message, stack: error.stack } : error;

/**
 * Returns the address of the visitor. Each proxy appends its peer to `X-Forwarded-For`; what stands left of
 * that may be forged.
 */
function addressOf(headers: Headers, socketAddress: string | undefined, proxies: number) {
  if (proxies === 0) return socketAddress ?? null;
  const claims = headers.get('x-forwarded-for')?.split(',') ?? [];
  return claims.at(-proxies)?.trim() || null;
}

function visitorOf(
  { headers }: Request,
  { incoming }: HttpBindings | Http2Bindings,
  { TRASTIENDA_PROXIES: proxies }: StorefrontEnvironment,
): Visitor {
  const given = headers.get('x-request-id');
  return {
    requestId: given !== null && ACCEPTABLE_ID.test(given) ? given : crypto.randomUUID(),
    address: addressOf(headers, incoming.socket.remoteAddress, proxies),
  };
}

/** Serves the storefront with Node, and forwards the calls of its pages to the API. */
export async function run(
  createStorefront: (options: StorefrontOptions) => Storefront,
): Promise<void> {
  const env = parseEnvironment(process.env);
  const { TRASTIENDA_API_URL: apiUrl, TRASTIENDA_ADDRESS_SECRET: addressSecret } = env;
  const storefront = createStorefront({
    api: (request) => fetch(request),
    apiUrl,
    addressSecret,
    publicUrl: env.TRASTIENDA_PUBLIC_URL,
    timeZone: env.TRASTIENDA_TIME_ZONE,
    mediaOrigins: env.TRASTIENDA_MEDIA_ORIGINS,
    hasStripe: env.TRASTIENDA_PAYMENTS === 'stripe',
    onError: (error, { requestId }) =>
      log('error', { requestId, err: describe(error) }, 'the page failed'),
  });

  const stopping = new AbortController();
  const forwarding = { apiUrl, addressSecret, stopping: stopping.signal };
  const server = createAdaptorServer({
    async fetch(request, bindings) {
      if (new URL(request.url).pathname === '/healthz') return Response.json({ status: 'alive' });
      const visitor = visitorOf(request, bindings, env);
      if (!isForApi(request)) return storefront.fetch(request, visitor);
      return forwardCall(request, visitor, forwarding).catch((error: unknown) => {
        const { requestId } = visitor;
        log('error', { requestId, err: describe(error) }, 'the API cannot be reached');
        return new Response(null, { status: 502, headers: { 'retry-after': '1' } });
      });
    },
  });
  server.on('error', (error) => {
    log('error', { err: describe(error) }, 'server error');
    process.exitCode = 1;
  });
  server.listen(env.PORT, env.HOST, () => {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : env.PORT;
    const host = isIPv6(env.HOST) ? `[${env.HOST}]` : env.HOST;
    log(
      'info',
      { url: `http://${host}:${port}`, startMs: Math.round(performance.now()) },
      'listening',
    );
  });

  const stop = () => {
    server.close(() => process.exit(0));
    stopping.abort();
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    setTimeout(() => process.exit(1), GRACE_MS).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
