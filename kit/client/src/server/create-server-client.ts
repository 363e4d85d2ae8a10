import type { ClientHeaders, ClientOptions, ClientProtocol } from '../client-options.ts';
import { type Client, createClient, type PlainRouter } from '../create-client.ts';
import { type ForwardedAddress, signAddress } from './sign-address.ts';

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
}

/**
 * Returns the option `headers` of a client that passes these headers of a request on. Other given
 * headers replace them.
 */
export function forwardHeaders(
  { headers: incoming }: IncomingPageRequest,
  names: readonly string[],
  given: ClientOptions['headers'],
): NonNullable<ClientOptions['headers']> {
  const forwarded: ClientHeaders = Object.fromEntries(
    names.map((name) => [name, incoming.get(name) ?? undefined]),
  );
  return async (calls) => ({
    ...forwarded,
    ...(typeof given === 'function' ? await given(calls) : given),
  });
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
  { forwardedAddress, ...options }: ServerClientOptions,
  request: IncomingPageRequest,
  protocol: ClientProtocol = {},
): Client<Router> {
  const headers = forwardHeaders(request, ['cookie', 'origin'], options.headers);
  const everyRequest =
    forwardedAddress === undefined ? {} : { everyRequest: signAddress(forwardedAddress) };
  return createClient<Router>({ ...options, headers }, { ...protocol, ...everyRequest });
}
