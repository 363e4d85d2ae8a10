import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router';
import { renderContext } from '../api/render-context.ts';
import { sharingContext, sharingKeyOf } from '../api/sharing.ts';
import { contentPolicy } from './content-policy.ts';
import { serveFiles } from './files.ts';
import { createPageCache, type RenderedPage } from './page-cache.ts';
import { nonceContext, reportContext } from './page-context.ts';
import { requestOfSite } from './site-request.ts';

/** Who looks at a page. */
export interface Visitor {
  /** Id of the request in logs; calls of the API have the same. */
  readonly requestId: string;
  /** Network address, for the limits of the API; null when it is unknown. */
  readonly address: string | null;
}

export interface StorefrontOptions {
  /** Calls the API for a visitor, as `fetch` does. */
  readonly api: (request: Request, visitor: Visitor) => Response | Promise<Response>;
  /** URL of the API, for the requests that `api` gets. */
  readonly apiUrl: string;
  /** URL at which visitors see the pages. */
  readonly publicUrl: string;
  /** IANA name of the shop's time zone. */
  readonly timeZone: string;
  /** Signs the visitor's address for an API that does not see it otherwise. */
  readonly addressSecret?: string | undefined;
  readonly mediaOrigins?: readonly string[];
  readonly hasStripe?: boolean;
  /** Receives unexpected errors. */
  readonly onError: (error: unknown, visitor: Visitor) => void;
}

/** The pages of the shop. */
export interface Storefront {
  fetch(request: Request, visitor: Visitor): Promise<Response>;
}

/** What the build has: its routes, and the directory of the files for browsers; null in development. */
export interface StorefrontBuild {
  readonly routes: ServerBuild;
  readonly clientDir: string | null;
}

interface PageEnv {
  Bindings: { readonly visitor: Visitor };
}

/** Larger than any form of the pages. */
const MAX_BODY_BYTES = 64 * 1024;

/** Responses of React Router that are data of one visitor. */
const IS_PAGE = /^text\/(html|x-script)/;

function setHeaders({ headers }: Response, policy: string | null): void {
  if (policy !== null) headers.set('content-security-policy', policy);
  // Not `no-referrer`: browsers would post forms with the origin `null`.
  headers.set('referrer-policy', 'strict-origin-when-cross-origin');
  headers.set('x-content-type-options', 'nosniff');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()');
  // A page has a nonce, which must not be used twice, and shows the cart of its visitor.
  const isPage = IS_PAGE.test(headers.get('content-type') ?? '');
  if (isPage || !headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
}

/** Creates the storefront from its build. */
export function createStorefrontOf(
  { routes, clientDir }: StorefrontBuild,
  options: StorefrontOptions,
): Storefront {
  const { api, apiUrl, publicUrl, timeZone, addressSecret, onError } = options;
  const { mediaOrigins = [], hasStripe = false } = options;
  const handle = createRequestHandler(routes, import.meta.env.MODE);
  // In development a page shows each change of its files.
  const pages = clientDir === null ? null : createPageCache();

  /** Returns the `fetch` of the visitor's client: the API's log has the visitor's id and device. */
  const callAs = (visitor: Visitor, userAgent: string | null) => {
    return async (url: string, init: RequestInit) => {
      const headers = new Headers(init.headers);
      headers.set('x-request-id', visitor.requestId);
      if (userAgent !== null) headers.set('user-agent', userAgent);
      return api(new Request(url, { ...init, headers }), visitor);
    };
  };

  async function render(request: Request, visitor: Visitor, nonce: string): Promise<RenderedPage> {
    const context = new RouterContextProvider();
    const sharing = { isShared: false, isIncomplete: false };
    context.set(nonceContext, nonce);
    context.set(sharingContext, sharing);
    context.set(reportContext, (error) => {
      sharing.isIncomplete = true;
      onError(error, visitor);
    });
    context.set(renderContext, {
      apiUrl,
      publicUrl,
      timeZone,
      fetch: callAs(visitor, request.headers.get('user-agent')),
      ...(addressSecret !== undefined && {
        forwardedAddress: { secret: addressSecret, address: visitor.address },
      }),
    });
    const response = await handle(request, context);
    return { response, isShared: () => sharing.isShared && !sharing.isIncomplete };
  }

  async function showPage(request: Request, visitor: Visitor): Promise<Response> {
    const nonce = randomBytes(16).toString('base64');
    const key = sharingKeyOf(request);
    const response =
      pages === null || key === null
        ? (await render(request, visitor, nonce)).response
        : await pages.show(key, nonce, () => render(request, visitor, nonce));
    response.headers.set('x-request-id', visitor.requestId);
    // Vite's scripts of development have no nonce.
    const policy = clientDir === null ? null : contentPolicy({ nonce, mediaOrigins, hasStripe });
    setHeaders(response, policy);
    return response;
  }

  const refuse = (status: 403 | 405 | 413 | 500, text: string) => {
    const response = new Response(text, { status });
    setHeaders(response, "default-src 'none'");
    return response;
  };

  const app = new Hono<PageEnv>();
  if (clientDir !== null) serveFiles(app, clientDir);
  app.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: () => refuse(413, 'The form is too large.'),
    }),
  );
  app.on(['GET', 'HEAD', 'POST'], '*', async (c) => {
    const request = requestOfSite(c.req.raw, publicUrl);
    if (request === null) return refuse(403, 'This form was not sent by a page of this shop.');
    request.headers.set('x-request-id', c.env.visitor.requestId);
    return showPage(request, c.env.visitor);
  });
  app.all('*', () => {
    const response = refuse(405, 'Pages have the methods GET, HEAD and POST.');
    response.headers.set('allow', 'GET, HEAD, POST');
    return response;
  });
  app.onError((error, c) => {
    onError(error, c.env.visitor);
    return refuse(500, 'The page could not be shown. Please try again later.');
  });
  return {
    fetch: async (request, visitor) => app.fetch(request, { visitor }),
  };
}
