import type { Log } from '@trastienda/base';
import { type AppEnv, createAddressReader, requestId, requestLog } from '@trastienda/http';
import { Hono } from 'hono';
import { isApiPath } from './api-paths.ts';
import { BACK_OFFICE_PATH } from './back-office.ts';
import type { Storefront } from './load-storefront.ts';

type App = Pick<Hono<AppEnv>, 'fetch'>;

export interface SiteOptions {
  readonly api: App;
  readonly storefront: Storefront | null;
  readonly backOffice: App | null;
  /** CIDRs of the proxies whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: readonly string[];
  readonly log: Log;
}

const isBackOffice = (pathname: string) =>
  pathname === BACK_OFFICE_PATH || pathname.startsWith(`${BACK_OFFICE_PATH}/`);

/** Returns whether a program asks what is at `/`, and not a browser. */
function asksForJson({ headers }: Request, pathname: string): boolean {
  const accept = headers.get('accept') ?? '';
  return pathname === '/' && accept.includes('application/json') && !accept.includes('text/html');
}

/**
 * Serves the API and the frontends under one origin. The paths of the API come first; the back office
 * has its own below `/admin`, and the storefront all others.
 */
export function createSite(options: SiteOptions): App {
  const { api, storefront, backOffice, trustedProxies, log } = options;
  if (storefront === null && backOffice === null) return api;
  const addressOf = createAddressReader(trustedProxies);

  const pages = new Hono<AppEnv>();
  pages.use(requestId(), requestLog(log, []));
  if (storefront !== null) {
    pages.all('*', (c) => {
      const { headers } = c.req.raw;
      const address = addressOf(c.env?.socketAddress, headers.get('x-forwarded-for'));
      const visitor = { requestId: c.get('requestId'), address: address ?? null };
      return storefront.fetch(c.req.raw, visitor);
    });
  }
  const staffPages = new Hono<AppEnv>();
  staffPages.use(requestId(), requestLog(log, []));
  if (backOffice !== null) staffPages.all('*', (c) => backOffice.fetch(c.req.raw, c.env));

  const appOf = (request: Request): App => {
    const { pathname } = new URL(request.url);
    if (isApiPath(pathname) || asksForJson(request, pathname)) return api;
    if (isBackOffice(pathname) && backOffice !== null) return staffPages;
    return storefront === null ? api : pages;
  };
  return { fetch: (request, bindings) => appOf(request).fetch(request, bindings) };
}
