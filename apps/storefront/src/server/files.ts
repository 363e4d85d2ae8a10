import { readdirSync } from 'node:fs';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Env, Hono, MiddlewareHandler } from 'hono';

/** Files of the build whose names change with their content. */
const ASSETS = 'assets';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const AN_HOUR = 'public, max-age=3600';

function filesOf<E extends Env>(root: string, cacheControl: string): MiddlewareHandler<E> {
  return serveStatic<E>({
    root,
    // The build has compressed them.
    precompressed: true,
    onFound(_path, c) {
      c.header('cache-control', cacheControl);
      c.header('vary', 'accept-encoding');
      c.header('x-content-type-options', 'nosniff');
      c.header('cross-origin-resource-policy', 'same-origin');
      c.header('content-security-policy', "default-src 'none'");
    },
  });
}

/** Serves the files of a build for browsers; there are no others below `/assets`. */
export function serveFiles<E extends Env>(app: Hono<E>, root: string): void {
  app.use(`/${ASSETS}/*`, filesOf(root, IMMUTABLE));
  app.all(`/${ASSETS}/*`, (c) => c.text('There is no such file.', 404));
  const others = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { name } of others) app.use(`/${name}`, filesOf(root, AN_HOUR));
}
