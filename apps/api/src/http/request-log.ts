import { createMiddleware } from 'hono/factory';
import type { Logger } from 'pino';
import type { AppEnv } from './app-env.ts';
import { DEVELOPER_PATH } from './page.ts';

const MAX_LENGTH = 200;

/** Returns a loggable path, without the secrets of developer pages. */
export function loggedPathOf(path: string): string {
  const isSecret = path.startsWith(`${DEVELOPER_PATH}/`);
  const shown = isSecret ? path.split('/', 3).join('/') : path;
  return shown.slice(0, MAX_LENGTH);
}

/** Logs a request that is not a procedure call, at `debug`, without its query string. */
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
