import { serveStatic } from '@hono/node-server/serve-static';
import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../app-env.ts';

/**
 * Serves files with these headers; a path without a file is left to the next handler. `onFound` of `serveStatic`
 * runs when the response has been made, and changes it only where Node's adapter has replaced `Response`.
 */
export function staticFiles(
  options: Parameters<typeof serveStatic<AppEnv>>[0],
  headers: Readonly<Record<string, string>>,
): MiddlewareHandler<AppEnv> {
  const serve = serveStatic<AppEnv>(options);
  return async function staticFiles(c, next) {
    const response = await serve(c, next);
    if (!(response instanceof Response)) return;
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  };
}
