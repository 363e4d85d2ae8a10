import { type Client, createServerClient, type StoreClient } from '@trastienda/shop-client';
import { createContext, type MiddlewareFunction } from 'react-router';
import { failAsPages } from './fail-as-pages.ts';
import { type RenderContext, renderContext } from './render-context.ts';

/** The API as the visitor of this request calls it. */
export const apiContext = createContext<StoreClient>();

/** The same, with failures as they are: for actions that show them beside their form. */
export const formApiContext = createContext<StoreClient>();

const REQUEST_ID = 'x-request-id';
const VALID_REQUEST_ID = /^[\w.-]{1,128}$/;

/** Id of the request, for logs of both servers and for error pages. */
export const requestIdContext = createContext<string | undefined>(undefined);

/** Returns the header by which a session has the name of its device, and not of this server. */
function deviceOf(request: Request): Readonly<Record<string, string>> {
  const name = request.headers.get('user-agent');
  return name === null ? {} : { 'user-agent': name };
}

function createApi(
  { apiUrl, fetch, forwardedAddress }: RenderContext,
  request: Request,
  id: string,
  setCookies: string[],
): Client {
  return createServerClient(
    {
      url: apiUrl,
      headers: { [REQUEST_ID]: id, ...deviceOf(request) },
      guest: { kind: 'cookie' },
      onSetCookie: (line) => setCookies.push(line),
      ...(fetch && { fetch }),
      ...(forwardedAddress && { forwardedAddress }),
    },
    request,
  );
}

/**
 * Gives loaders and actions the API as their visitor, and passes the cookies that it sets on:
 * of the session and of the guest.
 */
export const provideApi: MiddlewareFunction<Response> = async ({ request, context }, next) => {
  const given = request.headers.get(REQUEST_ID);
  const id = given !== null && VALID_REQUEST_ID.test(given) ? given : crypto.randomUUID();
  const setCookies: string[] = [];
  const api = createApi(context.get(renderContext), request, id, setCookies);
  context.set(requestIdContext, id);
  context.set(apiContext, failAsPages(api, id));
  context.set(formApiContext, api);
  const response = await next();
  for (const line of setCookies) response.headers.append('set-cookie', line);
  response.headers.set(REQUEST_ID, id);
  return response;
};
