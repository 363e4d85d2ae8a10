import { BaseError } from '@trastienda/base';
import { Hono } from 'hono';
import type { HttpConfig } from '../config/env.ts';
import { isTrustedOrigin } from '../config/trusted-origin.ts';
import type { Site } from './admit.ts';
import type { AppEnv } from './app-env.ts';
import { createAddressReader } from './client-address.ts';
import { compressAnswers } from './compress-answers.ts';
import { crossOrigin } from './cross-origin.ts';
import { errorAnswer } from './error-answer.ts';
import { createCallerIdentifier, type IdentifyOptions } from './identify-caller.ts';
import type { Assets, Page } from './page.ts';
import { createReadiness } from './readiness.ts';
import { logRefusedOrigins } from './refused-origins.ts';
import { requestId } from './request-id.ts';
import { loggedPathOf, requestLog } from './request-log.ts';
import { securityHeaders } from './security-headers.ts';
import { createSessionCookie } from './session-cookie.ts';
import { createStaffTokenCheck } from './staff-token.ts';
import { TRPC_ENDPOINT, type TrpcHandlerOptions, trpcHandler } from './trpc-handler.ts';
import { WEBHOOKS_PATH, type WebhookRouteOptions, webhookRoute } from './webhook-route.ts';

export interface AppOptions
  extends Pick<TrpcHandlerOptions, 'services' | 'consume' | 'log'>,
    Pick<IdentifyOptions, 'authenticator'>,
    Pick<WebhookRouteOptions, 'webhooks' | 'forgeries'>,
    Omit<HttpConfig, 'requestTimeoutSeconds' | 'callsPerMinute'> {
  /** SHA-256 of the staff token; null when there is none. */
  readonly staffTokenSha256: string | null;
  /** URL at which browsers reach the server; read once, at the first request. */
  readonly publicUrl: () => string;
  readonly database: { ping(): Promise<void> };
  /** Pages for browsers, served beside the API. */
  readonly pages?: readonly Page[];
  readonly assets?: readonly Assets[];
  /** True once the process is shutting down. */
  readonly isClosing?: () => boolean;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Longer than a healthy database takes, shorter than probes usually wait. */
const PING_TIMEOUT_MS = 2000;

/**
 * Creates the HTTP application: procedures under `/trpc`, `/webhooks`, `/healthz`, `/readyz`, and
 * the given pages. Every response to a program is JSON and carries the request id. Requests that
 * Node's HTTP parser rejects never get here.
 */
export function createApp(options: AppOptions): Hono<AppEnv> {
  const { database, log, isClosing = () => false } = options;
  const readiness = createReadiness({
    ping: () => database.ping(),
    isClosing,
    log,
    timeoutMs: PING_TIMEOUT_MS,
  });

  const site = once((): Site => {
    const publicUrl = options.publicUrl();
    const { cookies, corsOrigins } = options;
    const others = corsOrigins.filter((origin) => isTrustedOrigin(origin, { publicUrl, cookies }));
    const origins = new Set([new URL(publicUrl).origin, ...others]);
    return { cookie: createSessionCookie({ publicUrl, cookies }), origins };
  });
  const checkStaffToken = createStaffTokenCheck(options.staffTokenSha256);
  const identifyCaller = createCallerIdentifier({
    checkStaffToken,
    authenticator: options.authenticator,
  });

  const app = new Hono<AppEnv>();
  const { pages = [], assets = [] } = options;
  for (const { path, routes } of assets) app.route(path, routes);
  for (const { path, headers } of pages) app.use(path === '/' ? path : `${path}/*`, headers);
  app.use(requestId(), securityHeaders());
  app.use(
    `${TRPC_ENDPOINT}/*`,
    logRefusedOrigins(() => site().origins, log),
  );
  if (options.corsOrigins.length > 0) {
    app.use(
      `${TRPC_ENDPOINT}/*`,
      crossOrigin((origin) => site().origins.has(origin)),
    );
  }
  app.use(async function answerHeaders(c, next) {
    await next();
    // Prices and stock must be fresh; no response is cacheable yet.
    c.res.headers.set('cache-control', 'no-store');
    // RFC 9110, section 11.6.1: a 401 names the expected scheme.
    if (c.res.status === 401) c.res.headers.set('www-authenticate', 'Bearer');
    if (c.res.status === 503 && !c.res.headers.has('retry-after')) {
      c.res.headers.set('retry-after', '1');
    }
  });
  if (options.isCompressing) app.use(`${TRPC_ENDPOINT}/*`, compressAnswers());

  app.all(`${TRPC_ENDPOINT}/*`, trpcHandler({ ...options, site, identifyCaller }));

  app.use(requestLog(log));
  app.get('/healthz', (c) => c.json({ status: 'alive' }));
  app.get('/readyz', async (c) => {
    const state = await readiness();
    return c.json(state, state.status === 'ready' ? 200 : 503);
  });

  const addressOf = createAddressReader(options.trustedProxies);
  app.route(WEBHOOKS_PATH, webhookRoute({ ...options, addressOf }));
  for (const { path, routes } of pages) app.route(path, routes);

  app.notFound((c) => {
    const message = `There is nothing at this address; procedures are below ${TRPC_ENDPOINT}.`;
    return errorAnswer(new BaseError('PROCEDURE_NOT_FOUND', { message }), c.get('requestId'))
      .response;
  });
  app.onError((error, c) => {
    const id = c.get('requestId');
    log.error({ requestId: id, path: loggedPathOf(c.req.path), err: error }, 'request failed');
    return errorAnswer(error, id).response;
  });
  return app;
}
