import { readdirSync } from 'node:fs';
import type { Hono, MiddlewareHandler } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { staticFiles } from './static-files.ts';

export interface BuiltFilesOptions {
  /** Directory of the files. */
  readonly root: string;
  /** Path below which they are served; the root of the site by default. */
  readonly basePath?: string;
}

const IMMUTABLE = 'public, max-age=31536000, immutable';
const AN_HOUR = 'public, max-age=3600';

/** Another process of a newer build may have the file: no cache may remember that it is absent. */
const MISSING = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

/** The page itself, which is served with the headers of a page. */
const PAGE = 'index.html';

function filesOf(
  { root, basePath = '' }: BuiltFilesOptions,
  cacheControl: string,
): MiddlewareHandler<AppEnv> {
  return staticFiles(
    { root, rewriteRequestPath: (path) => path.slice(basePath.length), precompressed: true },
    {
      'cache-control': cacheControl,
      vary: 'accept-encoding',
      'content-security-policy': "default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
  );
}

/**
 * Serves the files that Vite has built: those in `assets/`, whose names change with their content, for
 * ever, and those beside it for an hour. Files ending in `.br` and `.gz` are sent to browsers that accept them.
 * Other paths are left to the next handler, but for those below `assets/`.
 */
export function serveBuiltFiles(
  app: Hono<AppEnv, never, string>,
  options: BuiltFilesOptions,
): void {
  app.use('/assets/*', filesOf(options, IMMUTABLE));
  app.all('/assets/*', (c) => c.text('There is no such file.', 404, MISSING));
  const entries = readdirSync(options.root, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  for (const name of names.filter((each) => each !== PAGE)) {
    app.use(`/${name}`, filesOf(options, AN_HOUR));
  }
}
