import { ShopError } from '@trastienda/contract';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { HttpConfig } from '../env.ts';
import type { AppEnv } from './app-env.ts';
import { compressAnswers } from './compress-answers.ts';
import { crossOrigin } from './cross-origin.ts';
import { errorAnswer } from './error-answer.ts';
import { createReadiness } from './readiness.ts';
import { requestId } from './request-id.ts';
import { requestLog } from './request-log.ts';
import { securityHeaders } from './security-headers.ts';
import { TRPC_ENDPOINT, type TrpcHandlerOptions, trpcHandler } from './trpc-handler.ts';

export interface AppOptions
  extends Pick<TrpcHandlerOptions, 'services' | 'authenticate'>,
    Pick<
      HttpConfig,
      'corsOrigins' | 'maxBodyBytes' | 'maxUploadBytes' | 'maxBatch' | 'isCompressing'
    > {
  readonly database: { ping(): Promise<void> };
  readonly log: Logger;
  /** True from the moment that the process begins to stop. */
  readonly isClosing?: () => boolean;
}

/** Longer than a database takes that is well, shorter than probes usually wait. */
const PING_TIMEOUT_MS = 2000;

/**
 * The whole HTTP edge: procedures under `/trpc`, `/healthz`, `/readyz`, and `/` to say what this
 * is. Every answer of it is JSON and carries the request's id; what
 * Node's HTTP parser refuses by itself never comes here.
 */
export function createApp(options: AppOptions): Hono<AppEnv> {
  const { database, log, isClosing = () => false } = options;
  const readiness = createReadiness({
    ping: () => database.ping(),
    isClosing,
    log,
    timeoutMs: PING_TIMEOUT_MS,
  });

  const app = new Hono<AppEnv>();
  app.use(requestId(), securityHeaders());
  if (options.corsOrigins.length > 0) {
    app.use(`${TRPC_ENDPOINT}/*`, crossOrigin(options.corsOrigins));
  }
  app.use(async function answerHeaders(c, next) {
    await next();
    // Prices and stock must be fresh; what may be kept, and where, is for later to decide.
    c.res.headers.set('cache-control', 'no-store');
    // RFC 9110, section 11.6.1: a 401 names the scheme that it wants.
    if (c.res.status === 401) c.res.headers.set('www-authenticate', 'Bearer');
    if (c.res.status === 503) c.res.headers.set('retry-after', '1');
  });
  if (options.isCompressing) app.use(`${TRPC_ENDPOINT}/*`, compressAnswers());

  app.all(`${TRPC_ENDPOINT}/*`, trpcHandler(options));

  app.use(requestLog(log));
  app.get('/healthz', (c) => c.json({ status: 'alive' }));
  app.get('/readyz', async (c) => {
    const state = await readiness();
    return c.json(state, state.status === 'ready' ? 200 : 503);
  });
  app.get('/', (c) =>
    c.json({
      name: 'trastienda',
      description: 'The back room of a shop. Its procedures are called with tRPC.',
      procedures: TRPC_ENDPOINT,
      try: `${TRPC_ENDPOINT}/catalog.list`,
      alive: '/healthz',
      ready: '/readyz',
    }),
  );

  app.notFound((c) => {
    const message = `There is nothing at this address; procedures are below ${TRPC_ENDPOINT}.`;
    return errorAnswer(new ShopError('PROCEDURE_NOT_FOUND', { message }), c.get('requestId'))
      .response;
  });
  app.onError((error, c) => {
    const id = c.get('requestId');
    log.error({ requestId: id, path: c.req.path.slice(0, 200), err: error }, 'request failed');
    return errorAnswer(error, id).response;
  });
  return app;
}
