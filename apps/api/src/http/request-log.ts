import { createMiddleware } from 'hono/factory';
import type { Logger } from 'pino';
import { OUTBOX_PATH } from '../dev/outbox-page.ts';
import { CONFIRM_PATH } from '../dev/payments/confirm-page.ts';
import { PAYMENTS_PATH } from '../dev/payments/payments-page.ts';
import type { AppEnv } from './app-env.ts';

const SECRET_PATHS = [OUTBOX_PATH, PAYMENTS_PATH, CONFIRM_PATH];

/** The path of a request as logs may have it: without the secrets of pages for developers. */
export function loggedPathOf(path: string): string {
  return SECRET_PATHS.find((secret) => path.startsWith(secret)) ?? path.slice(0, 200);
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
