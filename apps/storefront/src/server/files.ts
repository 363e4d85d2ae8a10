import { readdirSync } from 'node:fs';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Env, Hono, MiddlewareHandler } from 'hono';

/** Files of the build whose names change with their content. */
const ASSETS = 'assets';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const AN_HOUR = 'public, max-age=3600';

/** Another process of a newer build may have the file: no cache may remember that it is absent. */
const MISSING = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

function filesOf<E extends Env>(root: string, cacheControl: string): MiddlewareHandler<E> {
  // The build has compressed them.
  const serve = serveStatic<E>({ root, precompressed: true });
  const headers = {
    'cache-control': cacheControl,
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'content-security-policy': "default-src 'none'",
  };
  return async function files(c, next) {
    const response = await serve(c, next);
    if (!(response instanceof Response)) return;
    // `onFound` would come too late, except where Node's adapter has replaced `Response`.
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  };
}

/** Serves the files of a build for browsers; there are no others below `/assets`. */
export function serveFiles<E extends Env>(app: Hono<E>, root: string): void {
  app.use(`/${ASSETS}/*`, filesOf(root, IMMUTABLE));
  app.all(`/${ASSETS}/*`, (c) => c.text('There is no such file.', 404, MISSING));
  const others = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { name } of others) app.use(`/${name}`, filesOf(root, AN_HOUR));
}
