import { hashSourceOf } from '@trastienda/base';
import { COMMON_REASONS } from '@trastienda/procedures';
import type { OpenApiDocument } from '@trastienda/procedures/openapi';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { html, raw } from 'hono/html';
import type { AppEnv } from '../app-env.ts';
import type { Assets, Page } from '../page.ts';
import { type Callers, describeOperations } from './describe-operations.ts';
import { createScriptLoader, serveScript } from './reference-script.ts';

export const REFERENCE_PATH = '/docs';
const ASSETS_PATH = `${REFERENCE_PATH}/assets`;
const DOCUMENT_PATH = `${REFERENCE_PATH}/openapi.json`;

export interface ReferenceOptions {
  /** Title of the page. */
  readonly title: string;
  /** Creates the OpenAPI document, at the first request. */
  readonly document: () => OpenApiDocument;
  /** Who has a kind of access of the application: `{ buyer: 'accounts and guests' }`. */
  readonly callers?: Callers;
  /** Reads Scalar's standalone file, `dist/browser/standalone.js` of `@scalar/api-reference`. */
  readonly readScript: () => Promise<string>;
}

/** Configuration of Scalar: what would call another server is off. */
const CONFIGURATION = {
  url: DOCUMENT_PATH,
  agent: { disabled: true },
  documentDownloadType: 'none',
  externalUrls: { apiBaseUrl: '', dashboardUrl: '', proxyUrl: '', registryUrl: '' },
  hideClientButton: true,
  mcp: { disabled: true },
  metaData: {},
  persistAuth: false,
  proxyUrl: '',
  showDeveloperTools: 'never',
  telemetry: false,
  withDefaultFonts: false,
};

const START = `Scalar.createApiReference('#reference', ${JSON.stringify(CONFIGURATION)})`;

/** Scalar writes its styles into the page; scripts are its file and the line that starts it. */
async function policyOf(start: string): Promise<string> {
  return [
    "default-src 'none'",
    `script-src 'self' ${await hashSourceOf(start)}`,
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of the page: only its own scripts run, and they reach no other server. */
const pageHeaders = createMiddleware<AppEnv>(async function pageHeaders(c, next) {
  await next();
  if (!isHtml(c.res)) return;
  c.res.headers.set('content-security-policy', await policyOf(START));
  c.res.headers.set('cache-control', 'no-cache');
});

const isHtml = ({ headers }: Response) => headers.get('content-type')?.startsWith('text/html');

/**
 * Serves the reference of an API at `/docs`, by Scalar, as options of `createApp`. No request of the
 * page leaves the server that it comes from.
 *
 * @example
 * const app = createApp({ ...createReference({ title: 'Notes', document, readScript }), router, … });
 */
export function createReference({ title, document, readScript, callers }: ReferenceOptions): {
  readonly pages: readonly Page[];
  readonly assets: readonly Assets[];
} {
  const load = createScriptLoader(ASSETS_PATH, readScript);
  let described: string | undefined;

  const routes = new Hono<AppEnv>();
  routes.get('/', async (c) => {
    const { path } = await load();
    return c.html(html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><title>${title}</title></head>
<body><div id="reference"></div><script src="${path}"></script><script>${raw(START)}</script></body>
</html>`);
  });
  routes.get('/openapi.json', (c) => {
    described ??= JSON.stringify(
      describeOperations(document(), { commonReasons: COMMON_REASONS, callers }),
    );
    return c.body(described, 200, { 'content-type': 'application/json' });
  });
  return {
    pages: [{ path: REFERENCE_PATH, routes, headers: pageHeaders }],
    assets: [{ path: ASSETS_PATH, routes: serveScript(load) }],
  };
}
