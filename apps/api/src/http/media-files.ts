import type { AppEnv, Assets } from '@trastienda/http';
import { contentTypeOf, MEDIA_PATH, type MediaFiles } from '@trastienda/shop';
import { type Context, Hono } from 'hono';
import type { Logger } from 'pino';

/** Headers of every answer: pages of any site may show an image, and a browser makes nothing else of it. */
const HEADERS = {
  'content-security-policy': "default-src 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
} as const;

/** An image may be uploaded soon, so that its absence is remembered for a minute alone. */
const MISSING = { ...HEADERS, 'cache-control': 'public, max-age=60' } as const;
const UNAVAILABLE = { ...HEADERS, 'cache-control': 'no-store', 'retry-after': '5' } as const;
const FOUND = { ...HEADERS, 'cache-control': 'public, max-age=31536000, immutable' } as const;

/** Returns whether an `If-None-Match` names the validator, also as a weak one. */
function isKnown(c: Context<AppEnv>, etag: string): boolean {
  const known = c.req.header('if-none-match') ?? '';
  return known.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
}

/**
 * Serves the files of uploaded images, `/media/<id>/<width>.<extension>`. Their URLs contain the hash of the
 * upload, so that no file ever changes. They bypass the middlewares of the API, as static files do.
 */
export function createMediaAssets({
  files,
  log,
}: {
  readonly files: MediaFiles;
  readonly log: Pick<Logger, 'error'>;
}): Assets {
  const routes = new Hono<AppEnv>();
  routes.get('/:id/:name', async (c) => {
    const { id, name } = c.req.param();
    const contentType = contentTypeOf(name);
    if (contentType === null) return c.text('Not found', 404, MISSING);
    const etag = `"${id}-${name}"`;
    if (isKnown(c, etag)) return c.body(null, 304, { ...FOUND, etag });
    const file = await files.open(id, name).catch((error: unknown) => {
      log.error({ err: error }, 'an image could not be read');
      return undefined;
    });
    if (file === undefined) return c.text('Unavailable', 503, UNAVAILABLE);
    if (file === null) return c.text('Not found', 404, MISSING);
    const headers = {
      ...{ ...FOUND, etag },
      ...{ 'content-type': contentType, 'content-length': String(file.bytes) },
    };
    if (c.req.method !== 'HEAD') return c.body(file.stream, 200, headers);
    await file.stream.cancel();
    return c.body(null, 200, headers);
  });
  routes.all('*', (c) => c.text('Not found', 404, MISSING));
  return { path: MEDIA_PATH, routes };
}
