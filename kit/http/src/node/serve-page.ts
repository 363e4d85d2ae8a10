import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '@trastienda/base';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../app-env.ts';
import type { Assets, Page } from '../page.ts';
import { staticFiles } from './static-files.ts';

export interface PageOptions {
  /**
   * Directory of a built page as Vite writes it: `index.html`, and `assets/` with files whose names
   * change with their content.
   */
  readonly dir: string;
  /** Paths of the page, such as those that emails link to; `/` by default. */
  readonly paths?: readonly string[];
  readonly log: Pick<Log, 'warn'>;
}

/** The page loads scripts, styles and pictures from this server only, and calls no other. */
const PAGE_POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const YEAR_SECONDS = 31_536_000;

const pageHeaders = createMiddleware<AppEnv>(async function pageHeaders(c, next) {
  await next();
  c.res.headers.set('content-security-policy', PAGE_POLICY);
  c.res.headers.set('cache-control', 'no-cache');
});

function serveAssets(dir: string): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.use(compress());
  routes.use(
    staticFiles(
      { root: dir },
      {
        'cache-control': `public, max-age=${YEAR_SECONDS}, immutable`,
        'content-security-policy': "default-src 'none'",
        'x-content-type-options': 'nosniff',
      },
    ),
  );
  return routes;
}

/**
 * Serves a built page with its assets, as options of `createApp`. Without one in `dir` there is a
 * warning and no page, so that a server can run before its page is built.
 *
 * @example
 * const app = createApp({ ...servePage({ dir: 'web/dist', log }), router, … });
 */
export function servePage({ dir, paths = ['/'], log }: PageOptions): {
  readonly pages: readonly Page[];
  readonly assets: readonly Assets[];
} {
  const file = join(dir, 'index.html');
  if (!existsSync(file)) {
    log.warn({ file }, 'the page is not built');
    return { pages: [], assets: [] };
  }
  const html = readFileSync(file, 'utf8');
  const routes = new Hono<AppEnv>();
  routes.get('/', (c) => c.html(html));
  return {
    pages: paths.map((path) => ({ path, routes, headers: pageHeaders })),
    assets: [{ path: '/assets', routes: serveAssets(dir) }],
  };
}
