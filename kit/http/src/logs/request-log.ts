import type { Log } from '@trastienda/base';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../app-env.ts';

const MAX_LENGTH = 200;

/** Returns the loggable part of a path. Below a secret path, only its next segment is logged. */
export function loggedPathOf(path: string, secretPaths: readonly string[]): string {
  const isSecret = secretPaths.some((secretPath) => path.startsWith(`${secretPath}/`));
  const shown = isSecret ? path.split('/', 3).join('/') : path;
  return shown.slice(0, MAX_LENGTH);
}

/** Logs a request that is not a procedure call, at `debug`, without its query string. */
export function requestLog(log: Log, secretPaths: readonly string[]) {
  return createMiddleware<AppEnv>(async function requestLog(c, next) {
    const startedAt = performance.now();
    await next();
    log.debug(
      {
        requestId: c.get('requestId'),
        method: c.req.method,
        path: loggedPathOf(c.req.path, secretPaths),
        status: c.res.status,
        durationMs: Math.round(performance.now() - startedAt),
      },
      'request',
    );
  });
}
