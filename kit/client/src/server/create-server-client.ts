import type {
  ClientHeaders,
  ClientOptions,
  ClientProtocol,
  SendRequest,
} from '../client-options.ts';
import { type Client, createClient, type PlainRouter } from '../create-client.ts';
import { type ForwardedAddress, signAddress } from './sign-address.ts';
import { type OnSetCookie, VisitorCookies } from './visitor-cookies.ts';

/** A request that a server of pages answers: a `Request`, or `{ headers }` of a framework. */
export interface IncomingPageRequest {
  readonly headers: { get(name: string): string | null };
}

/** Options of a client for one request; the visitor's session comes with the request. */
export interface ServerClientOptions
  extends Omit<ClientOptions, 'session' | 'token' | 'onSessionEnded'> {
  /**
   * The visitor's address, so that the server counts the calls for the visitor: without it, all
   * visitors of the pages share the limits of this machine's address. It is sent with every call.
   */
  readonly forwardedAddress?: ForwardedAddress;
  /**
   * Receives each `Set-Cookie` line of the responses, which belongs into the response of the page: a
   * sign-in and its end. Later calls of this client send the new cookies already.
   */
  readonly onSetCookie?: OnSetCookie;
}

/** How the calls of a visitor are sent, and what of their responses is for the visitor. */
export interface ForwardOptions extends Pick<ClientOptions, 'headers' | 'fetch'> {
  readonly onSetCookie?: OnSetCookie | undefined;
}

/**
 * Returns options of a client that passes the cookies, the origin and these headers of a request on,
 * and keeps cookies that responses set. Other given headers replace them.
 */
export function forwardVisitor(
  { headers: incoming }: IncomingPageRequest,
  names: readonly string[],
  { headers: given, fetch: send, onSetCookie = () => {} }: ForwardOptions,
): Required<Pick<ClientOptions, 'headers' | 'fetch'>> {
  const cookies = new VisitorCookies(incoming.get('cookie'), onSetCookie);
  const forwarded: ClientHeaders = Object.fromEntries(
    ['origin', ...names].map((name) => [name, incoming.get(name) ?? undefined]),
  );
  const sendNow: SendRequest = send ?? ((url, init) => globalThis.fetch(url, init));
  return {
    fetch: cookies.watch(sendNow),
    headers: async (calls) => ({
      ...forwarded,
      cookie: cookies.header,
      ...(typeof given === 'function' ? await given(calls) : given),
    }),
  };
}

/**
 * Creates the client of a server that renders pages, for one request of a visitor: it calls with the
 * visitor's cookie, and with the origin that the visitor's browser sent, so that the check of
 * origins stays what it is. Create one for each request: answers are the visitor's.
 *
 * @throws {TypeError} when the secret of `forwardedAddress` is shorter than 32 characters, or its
 *   address is neither an IP address nor absent.
 * @example
 * const client = createServerClient<AppRouter>({ url: 'http://api.internal:3000' }, request);
 * const queryClient = new QueryClient();
 * await queryClient.prefetchQuery(createQueryBindings(client).notes.list.queryOptions({}));
 */
export function createServerClient<Router extends PlainRouter>(
  { forwardedAddress, onSetCookie, ...options }: ServerClientOptions,
  request: IncomingPageRequest,
  protocol: ClientProtocol = {},
): Client<Router> {
  const forwarding = forwardVisitor(request, [], { ...options, onSetCookie });
  const everyRequest =
    forwardedAddress === undefined ? {} : { everyRequest: signAddress(forwardedAddress) };
  return createClient<Router>({ ...options, ...forwarding }, { ...protocol, ...everyRequest });
}
