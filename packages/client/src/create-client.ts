import * as kit from '@trastienda/client';
import type { AppRouter } from '@trastienda/shop-router/app-router';
import type { StoreRouter } from '@trastienda/shop-router/store-router';
import { cookieGuests, GUEST_HEADER, sendWithGuestCookie } from './guest/guest-cookie.ts';
import { guestOf, livePathsOf } from './guest/guest-paths.ts';
import type { GuestMode } from './guest/guest-storage.ts';
import { type Guests, GuestTokens } from './guest/guest-tokens.ts';
import { promises } from './promises.ts';

export interface ClientOptions extends kit.ClientOptions {
  /**
   * Lets visitors buy without an account: the client creates a guest token, stores it here, sends
   * it with calls about buying, and claims the guest's cart at sign-in. `{ kind: 'cookie' }` leaves
   * the token to the server and a cookie that no script can read.
   */
  readonly guest?: GuestMode;
}

/** The typed procedures: `client.catalog.list.query({ search: 'shirt' })`. */
export type Client = kit.Client<AppRouter>;

/** The procedures of a storefront: those of `Client` without `admin`. */
export type StoreClient = kit.Client<StoreRouter>;

/** Returns the guest token for a request with these calls; null for none. */
function guestToken(guests: Guests, calls: readonly kit.ClientCall[]) {
  const paths = calls.flatMap((call) => [call.path, ...livePathsOf(call)]);
  const wants = new Set(paths.map(guestOf));
  if (wants.has('needed')) return guests.findOrMake();
  // A token in a storage is the program's to remove.
  if (wants.has('ended') && guests === cookieGuests) return guests.find();
  return wants.has('optional') ? guests.find() : null;
}

/** Adds the guest's token to the headers of the options. */
function withGuest(
  headers: ClientOptions['headers'],
  guests: Guests,
): NonNullable<ClientOptions['headers']> {
  return async (calls) => {
    const [given, guest] = await Promise.all([
      typeof headers === 'function' ? headers(calls) : headers,
      guestToken(guests, calls),
    ]);
    return guest === null ? { ...given } : { ...given, [GUEST_HEADER]: guest };
  };
}

/** Returns the options of the kit's client, and the guests that it calls for. */
function readGuestMode({ guest, ...options }: ClientOptions): {
  readonly guests: Guests | null;
  readonly options: kit.ClientOptions;
} {
  if (guest === undefined) return { guests: null, options };
  if (!('kind' in guest)) {
    const guests = new GuestTokens(guest);
    return { guests, options: { ...options, headers: withGuest(options.headers, guests) } };
  }
  const send = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const headers = withGuest(options.headers, cookieGuests);
  return {
    guests: cookieGuests,
    options: { ...options, headers, fetch: sendWithGuestCookie(send) },
  };
}

function createShopClient(
  given: ClientOptions,
  everyRequest?: NonNullable<kit.ClientProtocol['everyRequest']>,
): Client {
  const { guests, options } = readGuestMode(given);
  const client: Client = kit.createClient<AppRouter>(options, {
    sessions: { header: 'trastienda-session' },
    promises,
    ...(everyRequest && { everyRequest }),
    async onSignedIn(signal) {
      if (guests === null || (await guests.find()) === null) return;
      await client.cart.claim.mutate(undefined, signal ? { signal } : {});
    },
  });
  return client;
}

/**
 * Creates a client of the server. Runs wherever there is `fetch`. A call that fails rejects with a
 * `ClientError`. Calls of `auth` and `account.delete` never share a request with others.
 *
 * @example
 * const client = createClient({ url: 'http://localhost:3000' });
 * const page = await client.catalog.list.query({ search: 'shirt' });
 *
 * @example
 * const client = createClient({
 *   url: 'https://api.shop.example',
 *   session: { kind: 'cookie' },
 *   onSessionEnded: () => location.assign('/sign-in'),
 * });
 * const signIn = await client.auth.signIn.mutate({ email, password });
 *
 * @example
 * const guest = {
 *   get: () => localStorage.getItem('guest'),
 *   set: (token: string) => localStorage.setItem('guest', token),
 * };
 * const client = createClient({ url: 'https://api.shop.example', guest });
 * const cart = await client.cart.add.mutate({ sku: 'SHIRT-M' });
 */
export function createClient(options: ClientOptions): Client {
  return createShopClient(options);
}

/** Options of a client for one request of a visitor, whose session comes with the request. */
export interface ServerClientOptions
  extends Omit<ClientOptions, 'session' | 'token' | 'onSessionEnded'> {
  /**
   * The visitor's address, so that the server counts the calls for the visitor: without it, all
   * visitors of the pages share the limits of this machine's address. The secret is one of the
   * server's `TRASTIENDA_ADDRESS_SECRETS`.
   */
  readonly forwardedAddress?: kit.ForwardedAddress;
  /**
   * Receives each `Set-Cookie` line of the responses, which belongs into the response of the page:
   * sessions and guests, their start and their end. Later calls of this client send the new cookies
   * already.
   */
  readonly onSetCookie?: kit.OnSetCookie;
}

/**
 * Creates the client of a server that renders pages, for one request of a visitor. It calls with the
 * visitor's cookie, the origin that the browser sent, and the guest of the header
 * `trastienda-guest`; the option `guest` replaces the latter.
 *
 * @example
 * const headers = new Headers();
 * const client = createServerClient(
 *   {
 *     url: 'http://api.internal:3000',
 *     guest: { kind: 'cookie' },
 *     onSetCookie: (line) => headers.append('set-cookie', line),
 *   },
 *   request,
 * );
 * const cart = await client.cart.get.query();
 * @throws {TypeError} when the secret of `forwardedAddress` is shorter than 32 characters, or its
 *   address is neither an IP address nor absent.
 */
export function createServerClient(
  { forwardedAddress, onSetCookie, ...options }: ServerClientOptions,
  request: kit.IncomingPageRequest,
): Client {
  const names = options.guest ? [] : [GUEST_HEADER];
  const forwarding = kit.forwardVisitor(request, names, { ...options, onSetCookie });
  return createShopClient(
    { ...options, ...forwarding },
    forwardedAddress && kit.signAddress(forwardedAddress),
  );
}

/** Creates a client for a storefront, whose type has no procedures of staff. */
export function createStoreClient(options: ClientOptions): StoreClient {
  return createClient(options);
}
