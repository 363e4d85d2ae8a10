import {
  createTRPCClient,
  type HTTPHeaders,
  type HTTPLinkOptions,
  httpBatchLink,
  httpLink,
  isNonJsonSerializable,
  type Operation,
  splitLink,
  type TRPCClient,
} from '@trpc/client';
import type { AppRouter } from './app-router.ts';
import { guestOf } from './guest/guest-paths.ts';
import type { GuestStorage } from './guest/guest-storage.ts';
import { GuestTokens } from './guest/guest-tokens.ts';
import { sessionLink } from './session/session-link.ts';
import type { MaybeToken, OnSessionEnded, SessionMode } from './session/session-mode.ts';
import { changesCaller, isSignIn } from './session/session-paths.ts';
import { SessionWatch } from './session/session-watch.ts';

/** Headers; undefined ones are not sent. */
export type ClientHeaders = Readonly<Record<string, string | undefined>>;

export interface ClientOptions {
  /** URL of the server: its origin, or the path under which a proxy exposes it. */
  readonly url: string | URL;
  /** Sent as a bearer token; a function is called before each request. */
  readonly token?: string | (() => MaybeToken | Promise<MaybeToken>);
  /** How the session of this client's sign-ins is stored and sent; instead of `token`. */
  readonly session?: SessionMode;
  /**
   * Called once when the client's session has ended, by expiry or revocation; not after a sign-out
   * of this client, nor for a session that a newer sign-in has replaced.
   */
  readonly onSessionEnded?: OnSessionEnded;
  /**
   * Lets visitors buy without an account: the client creates a guest token, stores it here, sends
   * it with calls about buying, and claims the guest's cart at sign-in.
   */
  readonly guest?: GuestStorage;
  /** Additional headers; a function is called before each request. */
  readonly headers?: ClientHeaders | (() => ClientHeaders | Promise<ClientHeaders>);
  /** Replaces the global `fetch`, which is compatible. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** False sends every call in a separate request. By default concurrent calls are batched. */
  readonly batch?: boolean;
}

type LinkFetch = NonNullable<HTTPLinkOptions<AppRouter['_def']['_config']['$types']>['fetch']>;

/** The typed procedures: `client.catalog.list.query({ search: 'shirt' })`. */
export type Client = TRPCClient<AppRouter>;

/** The server's default for `TRASTIENDA_MAX_BATCH`. */
const MAX_BATCH = 20;

/**
 * Proxies commonly accept a request line of up to 8 KiB. Calls that do not fit go into another
 * batch.
 */
const MAX_URL_LENGTH = 8000;

/**
 * The server accepts 64 KiB from visitors and customers. Inputs larger than this are sent alone, so
 * that a full batch stays below that.
 */
const MAX_BATCHED_INPUT_BYTES = 3000;

function isTooLargeToShare({ type, input }: Pick<Operation, 'type' | 'input'>): boolean {
  if (type !== 'mutation' || input === undefined) return false;
  const text = JSON.stringify(input);
  // A UTF-16 unit has at most three bytes in UTF-8.
  if (text.length * 3 <= MAX_BATCHED_INPUT_BYTES) return false;
  return new TextEncoder().encode(text).byteLength > MAX_BATCHED_INPUT_BYTES;
}

function presentedToken({ token, session }: ClientOptions, isSigningIn: boolean) {
  if (session?.kind === 'token') return isSigningIn ? null : session.storage.get();
  return typeof token === 'function' ? token() : token;
}

/** Returns the guest token for a request with these calls; null for none. */
function guestToken(guests: GuestTokens | null, operations: readonly Operation[]) {
  const wants = new Set(operations.map(({ path }) => guestOf(path)));
  if (wants.has('needed')) return guests?.findOrMake();
  return wants.has('optional') ? guests?.find() : null;
}

async function requestHeaders(
  options: ClientOptions,
  guests: GuestTokens | null,
  operations: readonly Operation[],
): Promise<HTTPHeaders> {
  const { headers, session } = options;
  const [given, guest, presented] = await Promise.all([
    typeof headers === 'function' ? headers() : headers,
    guestToken(guests, operations),
    presentedToken(
      options,
      operations.some(({ path }) => isSignIn(path)),
    ),
  ]);
  const entries = Object.entries(given ?? {}).filter((entry) => entry[1] !== undefined);
  return {
    ...Object.fromEntries(entries),
    // Asks for the token of a sign-in in the response, instead of a cookie.
    ...(session?.kind === 'token' ? { 'trastienda-session': 'token' } : {}),
    ...(guest === undefined || guest === null ? {} : { 'trastienda-guest': guest }),
    ...(presented === undefined || presented === null
      ? {}
      : { authorization: `Bearer ${presented}` }),
  };
}

type SendRequest = NonNullable<ClientOptions['fetch']>;

/** Returns the `fetch` of the options with the settings that the session needs. */
function sendOf({ fetch, session }: ClientOptions): SendRequest {
  const send: SendRequest = fetch ?? ((url, init) => globalThis.fetch(url, init));
  if (session?.kind !== 'cookie') return send;
  return (url, init) => send(url, { ...init, credentials: 'include' });
}

/** Adapts the links' loose type of `fetch` to the platform's exact one. */
function adaptFetch(send: SendRequest): LinkFetch {
  return (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    return send(url, { ...init, signal: init?.signal ?? null });
  };
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
  const { url, session, onSessionEnded, batch = true } = options;
  if (session !== undefined && options.token !== undefined) {
    throw new TypeError('A client takes a token or a session, not both.');
  }
  const watch = new SessionWatch(
    session?.kind === 'token' ? session.storage : null,
    onSessionEnded,
  );
  const guests = options.guest === undefined ? null : new GuestTokens(options.guest);
  const linkOptions = {
    url: `${url.toString().replace(/\/+$/, '')}/trpc`,
    fetch: adaptFetch(watch.track(sendOf(options))),
  };
  const single = httpLink<AppRouter>({
    ...linkOptions,
    headers: ({ op }) => requestHeaders(options, guests, [op]),
  });
  const batched = httpBatchLink<AppRouter>({
    ...linkOptions,
    headers: ({ opList }) => requestHeaders(options, guests, opList),
    maxItems: MAX_BATCH,
    maxURLLength: MAX_URL_LENGTH,
  });
  const client = createTRPCClient<AppRouter>({
    links: [
      sessionLink(watch, async (signal) => {
        if (guests === null || (await guests.find()) === null) return;
        await client.cart.claim.mutate(undefined, signal ? { signal } : {});
      }),
      splitLink({
        // A file cannot share a request either.
        condition: ({ path, type, input }) =>
          !batch ||
          changesCaller(path) ||
          isNonJsonSerializable(input) ||
          isTooLargeToShare({ type, input }),
        true: single,
        false: batched,
      }),
    ],
  });
  return client;
}
