import {
  type Actor,
  type Authenticator,
  BaseError,
  type CallOrigin,
  type Log,
} from '@trastienda/base';
import {
  type AnswerCache,
  type CompleteErrorTable,
  createErrorTranslator,
  createProcedureFinder,
  type LimitedCall,
  type ProcedureContext,
  type RunWithin,
} from '@trastienda/procedures';
import type { AnyTRPCRouter } from '@trpc/server';
import { Hono, type MiddlewareHandler } from 'hono';
import type { Site } from './admit.ts';
import type { AppEnv } from './app-env.ts';
import { mediaTypeOf, STREAM_TYPE } from './bodies/called-paths.ts';
import { cacheableOf, cacheHeaders } from './caching/cache-headers.ts';
import { createAddressReader } from './callers/client-address.ts';
import { createSignedAddressReader } from './callers/signed-address.ts';
import { DOWNLOADS_ENDPOINT, type Download } from './downloads/download.ts';
import { downloadHandler } from './downloads/download-handler.ts';
import { createErrorAnswers, flatBody } from './error-answer.ts';
import { DEFAULT_NAMES, type HttpNames } from './http-names.ts';
import type { ConsumePoints } from './limits/call-limits.ts';
import type { LeasedLimit } from './limits/leased-limit.ts';
import {
  createOpenStreams,
  type OpenStreamsOptions,
  type StreamLimits,
} from './limits/open-streams.ts';
import { loggedPathOf, requestLog } from './logs/request-log.ts';
import type { McpEndpoint } from './mcp-endpoint.ts';
import { crossOrigin } from './origins/cross-origin.ts';
import { logRefusedOrigins } from './origins/refused-origins.ts';
import { isTrustedOrigin } from './origins/trusted-origin.ts';
import type { Assets, Page } from './page.ts';
import { createReadiness } from './readiness.ts';
import { requestId } from './request-id.ts';
import { REST_ENDPOINT, REST_METHODS, restHandler } from './rest/rest-handler.ts';
import { securityHeaders } from './security-headers.ts';
import { createCallerIdentifier, type TokenCheck } from './sessions/identify-caller.ts';
import type { ContextRequest } from './sessions/request-cookies.ts';
import { createSessionCookie, type SessionCookie } from './sessions/session-cookie.ts';
import { TRPC_ENDPOINT, trpcHandler } from './trpc-handler.ts';
import { WEBHOOKS_PATH, type WebhookIntake, webhookRoute } from './webhook-route.ts';

type ContextOf<Router extends AnyTRPCRouter> = Router['_def']['_config']['$types']['ctx'];

/** The actors that a router's procedures accept. */
type ActorOf<Router extends AnyTRPCRouter> =
  ContextOf<Router> extends { readonly actor: infer Caller extends Actor } ? Caller : never;

/** The origins of calls, with those actors. */
type OriginOf<Router extends AnyTRPCRouter> =
  ContextOf<Router> extends { readonly origin: infer Origin extends CallOrigin } ? Origin : never;

/** The limits that a router's procedures declare. */
export type LimitOf<Router extends AnyTRPCRouter> =
  ContextOf<Router> extends { readonly consume: (call: infer Call extends LimitedCall) => unknown }
    ? Call['limits'][number]
    : never;

/** The application's part of the context of a router's procedures. */
export type ApplicationContext<Router extends AnyTRPCRouter> = Omit<
  ContextOf<Router>,
  keyof ProcedureContext
>;

/** Bounds and addresses of a server; each has a default. */
export interface AppSettings {
  /** Origins of pages that may call and act for the signed-in account; none by default. */
  readonly corsOrigins?: readonly string[];
  /** Whether pages of other sites may use the session cookie; `same-site` by default. */
  readonly cookies?: 'same-site' | 'cross-site';
  /** CIDRs of the proxies whose `X-Forwarded-For` is trusted; none by default. */
  readonly trustedProxies?: readonly string[];
  /**
   * Secrets of servers that render pages, which sign the addresses of their visitors in
   * `x-signed-address`, at least 32 characters each; none by default.
   */
  readonly addressSecrets?: readonly string[];
  /** Maximum JSON body of callers with a permission; 1 MiB by default, 64 KiB for all others. */
  readonly maxBodyBytes?: number;
  /** Maximum form data of callers with the permission of a call that takes a form; 32 MiB by default. */
  readonly maxUploadBytes?: number;
  /** Maximum number of calls in a batch; 20 by default. */
  readonly maxBatch?: number;
  /** Bounds of open streams. */
  readonly streams?: StreamLimits;
}

export interface AppOptions<Router extends AnyTRPCRouter, Table extends CompleteErrorTable>
  extends AppSettings {
  readonly router: Router;
  /** The error table of the router's procedures. */
  readonly errors: Table;
  /**
   * Returns the application's part of the context of a call: `() => ({ services })`. It may read and
   * set further cookies (`request.cookieOf`). An error that it throws rejects the request.
   */
  readonly context: (headers: Headers, request: ContextRequest) => ApplicationContext<Router>;
  readonly authenticator: Authenticator<ActorOf<Router>>;
  /** Checks tokens of the `Authorization` header before the authenticator does. */
  readonly checkToken?: TokenCheck<ActorOf<Router>>;
  /** Counts calls, as `createCallLimits` does; without it there are no limits. */
  readonly consume?: (
    call: LimitedCall<LimitOf<Router>>,
    origin: OriginOf<Router>,
  ) => Promise<void>;
  /** Makes the deadline of a call known to what its work calls: `runCallBefore` of `@trastienda/mongo`. */
  readonly runWithin?: RunWithin;
  /** What the process remembers of its answers: `createAnswerCache`; nothing by default. */
  readonly answers?: AnswerCache;
  /** URL at which browsers reach the server; read once, at the first request. */
  readonly publicUrl: () => string;
  readonly database: { ping(): Promise<void> };
  readonly log: Log;
  readonly names?: Partial<HttpNames>;
  /** Further headers that pages of other origins may send. */
  readonly requestHeaders?: readonly string[];
  readonly webhooks?: readonly WebhookIntake[];
  /** Counts forged webhooks by source; without it there is no limit. */
  readonly forgeries?: LeasedLimit;
  /** Compresses the responses to calls: `compressAnswers` of `@trastienda/http/node`. */
  readonly compress?: MiddlewareHandler<AppEnv>;
  /**
   * Serves the procedures as REST routes too, under `/api`, and their OpenAPI document, which is
   * created at its first request, at `/openapi.json`.
   */
  readonly rest?: { readonly document: () => object };
  /** Serves the procedures to agents as tools: `createMcp` of `@trastienda/http/mcp`. */
  readonly mcp?: McpEndpoint;
  /** Files that are made while they are sent, at `GET /downloads/<path>`; see `defineDownload`. */
  readonly downloads?: readonly Download[];
  /** Pages for browsers, served beside the API. */
  readonly pages?: readonly Page[];
  readonly assets?: readonly Assets[];
  /** Paths below which only the next segment is logged: what follows is secret. */
  readonly secretPaths?: readonly string[];
  /** Aborted once the process is shutting down: streams end, and `/readyz` fails. */
  readonly closing?: AbortSignal;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Methods that pages of other origins may use. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  [TRPC_ENDPOINT]: ['GET', 'POST'],
  [REST_ENDPOINT]: REST_METHODS,
  [DOWNLOADS_ENDPOINT]: ['GET'],
};

/** Longer than a healthy database takes, shorter than probes usually wait. */
const PING_TIMEOUT_MS = 2000;

const MEBIBYTE = 1024 * 1024;

/**
 * Creates the HTTP application: procedures under `/trpc`, with `rest` `/api`, with `mcp` `/mcp`; `/downloads`,
 * `/webhooks`, `/healthz`, `/readyz`, and the given pages. Every response to a program is JSON and carries the
 * request id, unless caches may store it. Requests that
 * Node's HTTP parser rejects never get here.
 */
export function createApp<Router extends AnyTRPCRouter, Table extends CompleteErrorTable>(
  options: AppOptions<Router, Table>,
): Hono<AppEnv> {
  const { router, database, log, corsOrigins = [], cookies = 'same-site' } = options;
  const { pages = [], assets = [], secretPaths = [] } = options;
  const names = { ...DEFAULT_NAMES, ...options.names };
  const toAppError = createErrorTranslator(options.errors);
  const answerError = createErrorAnswers(router, toAppError);
  const { rest, mcp, downloads = [] } = options;
  const endpoints = [
    TRPC_ENDPOINT,
    ...(rest === undefined ? [] : [REST_ENDPOINT]),
    ...(downloads.length === 0 ? [] : [DOWNLOADS_ENDPOINT]),
  ];
  const readiness = createReadiness({
    ping: () => database.ping(),
    isClosing: () => options.closing?.aborted === true,
    log,
    timeoutMs: PING_TIMEOUT_MS,
  });

  const site = once((): Site => {
    const publicUrl = options.publicUrl();
    const others = corsOrigins.filter((origin) => isTrustedOrigin(origin, { publicUrl, cookies }));
    const origins = new Set([new URL(publicUrl).origin, ...others]);
    const created = new Map<string, SessionCookie>();
    const cookieOf = (name: string) => {
      const cookie = created.get(name) ?? createSessionCookie({ publicUrl, cookies, name });
      created.set(name, cookie);
      return cookie;
    };
    return { cookie: cookieOf(names.cookie), cookieOf, origins };
  });
  const identifyCaller = createCallerIdentifier({
    checkToken: options.checkToken ?? (() => null),
    authenticator: options.authenticator,
  });

  const app = new Hono<AppEnv>();
  for (const { path, routes } of assets) app.route(path, routes);
  for (const { path, headers } of pages) app.use(path === '/' ? path : `${path}/*`, headers);
  for (const endpoint of endpoints) {
    app.use(`${endpoint}/*`, cacheHeaders({ isCrossOrigin: corsOrigins.length > 0 }));
  }
  app.use(requestId(), securityHeaders());
  for (const endpoint of endpoints) {
    app.use(
      `${endpoint}/*`,
      logRefusedOrigins(() => site().origins, { log, setting: names.corsOriginsSetting }),
    );
    if (corsOrigins.length === 0) continue;
    app.use(
      `${endpoint}/*`,
      crossOrigin({
        isAllowed: (origin) => site().origins.has(origin),
        methods: METHODS[endpoint] ?? [],
        sessionHeader: names.sessionHeader,
        requestHeaders: options.requestHeaders ?? [],
      }),
    );
  }
  app.use(async function answerHeaders(c, next) {
    await next();
    if (cacheableOf(c) === null) {
      // A proxy that compresses a stream would hold its values back.
      const isStream = mediaTypeOf(c.res) === STREAM_TYPE;
      c.res.headers.set('cache-control', isStream ? 'no-store, no-transform' : 'no-store');
    }
    // RFC 9110, section 11.6.1: a 401 names the expected scheme.
    if (c.res.status === 401) c.res.headers.set('www-authenticate', 'Bearer');
    if (c.res.status === 503 && !c.res.headers.has('retry-after')) {
      c.res.headers.set('retry-after', '1');
    }
  });
  if (options.compress !== undefined) {
    for (const endpoint of endpoints) app.use(`${endpoint}/*`, options.compress);
  }

  const addressOf = createAddressReader(options.trustedProxies ?? []);
  const handlerOptions = {
    ...{ router, names, site, identifyCaller, answerError, addressOf, log },
    signedAddressOf: createSignedAddressReader(options.addressSecrets ?? []),
    findProcedure: createProcedureFinder(router),
    context: options.context,
    // The router's procedures declare no other limits, and its callers have no other roles.
    consume: (options.consume ?? (async () => {})) as ConsumePoints,
    ...{ runWithin: options.runWithin, answers: options.answers, closing: options.closing },
    maxBodyBytes: options.maxBodyBytes ?? MEBIBYTE,
    maxUploadBytes: options.maxUploadBytes ?? 32 * MEBIBYTE,
  };
  const { authenticator } = options;
  const streams = createOpenStreams({
    ...options.streams,
    // Its callers are those of this authenticator.
    areCurrent: authenticator.areCurrent?.bind(authenticator) as OpenStreamsOptions['areCurrent'],
    log,
  });
  app.all(
    `${TRPC_ENDPOINT}/*`,
    trpcHandler({ ...handlerOptions, maxBatch: options.maxBatch ?? 20, streams }),
  );
  const flatOptions = {
    ...handlerOptions,
    answerError: createErrorAnswers(router, toAppError, flatBody),
  };
  if (rest !== undefined) app.all(`${REST_ENDPOINT}/*`, restHandler(flatOptions));
  if (downloads.length > 0) {
    app.all(`${DOWNLOADS_ENDPOINT}/*`, downloadHandler({ ...flatOptions, downloads }));
  }
  if (mcp !== undefined) app.all(mcp.path, mcp.handler(flatOptions));

  app.use(requestLog(log, secretPaths));
  if (rest !== undefined) {
    const document = once(() => JSON.stringify(rest.document()));
    app.get('/openapi.json', (c) =>
      c.body(document(), 200, { 'content-type': 'application/json' }),
    );
  }
  app.get('/healthz', (c) => c.json({ status: 'alive' }));
  app.get('/readyz', async (c) => {
    const state = await readiness();
    return c.json(state, state.status === 'ready' ? 200 : 503);
  });

  const { webhooks = [], forgeries } = options;
  app.route(
    WEBHOOKS_PATH,
    webhookRoute({ webhooks, addressOf, answerError, log, ...(forgeries && { forgeries }) }),
  );
  for (const { path, routes } of pages) app.route(path, routes);

  app.notFound((c) => {
    const message = `There is nothing at this address; procedures are below ${TRPC_ENDPOINT}.`;
    return answerError(new BaseError('PROCEDURE_NOT_FOUND', { message }), c.get('requestId'))
      .response;
  });
  app.onError((error, c) => {
    const id = c.get('requestId');
    const path = loggedPathOf(c.req.path, secretPaths);
    log.error({ requestId: id, path, err: error }, 'request failed');
    return answerError(error, id).response;
  });
  return app;
}
