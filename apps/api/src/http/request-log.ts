import { createMiddleware } from 'hono/factory';
import type { Logger } from 'pino';
import type { AppEnv } from './app-env.ts';
import { OUTBOX_PATH } from './outbox-page.ts';

/** The path of a request as logs may have it: without the secret of the outbox. */
export function loggedPathOf(path: string): string {
  return path.startsWith(OUTBOX_PATH) ? OUTBOX_PATH : path.slice(0, 200);
}

/** Logs a request that is no procedure call, at `debug`; without its query string. */
export function requestLog(log: Logger) {
  return createMiddleware<AppEnv>(async function requestLog(c, next) {
    const startedAt = performance.now();
    await next();
    log.debug(
      {
        requestId: c.get('requestId'),
        method: c.req.method,
        path: loggedPathOf(c.req.path),
        status: c.res.status,
        durationMs: Math.round(performance.now() - startedAt),
      },
      'request',
    );
  });
}
