import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  isNonJsonSerializable,
  splitLink,
  type TRPCClient,
  type TRPCLink,
} from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { DEFAULT_BATCH_LIMITS, isTooLargeToShare } from './batching.ts';
import { createCachedCalls } from './caching/cached-calls.ts';
import { cachedLink } from './caching/cached-link.ts';
import type { ClientOptions, ClientProtocol, SendRequest } from './client-options.ts';
import { deadlineOf } from './deadlines/call-deadlines.ts';
import { deadlineLink } from './deadlines/deadline-link.ts';
import { idempotencyLink } from './idempotency/idempotency-link.ts';
import { keyHeaders, keyOf } from './idempotency/operation-key.ts';
import { retryLink } from './retries/retry-link.ts';
import { adaptFetch } from './sending/adapt-fetch.ts';
import { requestHeaders } from './sending/request-headers.ts';
import { sessionLink } from './session/session-link.ts';
import { createSessionListeners, registerSessionListeners } from './session/session-listeners.ts';
import { createSessionPaths, DEFAULT_SESSION_PROTOCOL } from './session/session-protocol.ts';
import { SessionWatch } from './session/session-watch.ts';
import { lazySubscriptionLink } from './subscriptions/lazy-subscription-link.ts';

/** A router whose wire is plain JSON: without a transformer. */
export type PlainRouter = AnyTRPCRouter & {
  readonly _def: { readonly _config: { readonly $types: { readonly transformer: false } } };
};

/** The typed procedures of a router: `client.notes.list.query({ prefix: 'a' })`. */
export type Client<Router extends AnyTRPCRouter> = TRPCClient<Router>;

/** Adds what the session needs to the settings of each request. */
function sendInSession(send: SendRequest, { session }: ClientOptions): SendRequest {
  if (session?.kind !== 'cookie') return send;
  return (url, init) => send(url, { ...init, credentials: 'include' });
}

/**
 * Creates a client of a server. Runs wherever there is `fetch`. A call that fails rejects with a
 * `ClientError`. Calls that change who is calling never share a request with others, nor do queries
 * that caches may answer, which are sent without anything of their caller.
 *
 * @example
 * const client = createClient<AppRouter>({ url: 'http://localhost:3000' });
 * const page = await client.notes.list.query({ prefix: 'shopping' });
 *
 * @example
 * const client = createClient<AppRouter>({
 *   url: 'https://api.example.com',
 *   session: { kind: 'cookie' },
 *   onSessionEnded: () => location.assign('/sign-in'),
 * });
 * const signIn = await client.auth.signIn.mutate({ email, password });
 * @throws {TypeError} for options with both a token and a session, or a deadline that is no time.
 */
export function createClient<Router extends PlainRouter>(
  options: ClientOptions,
  protocol: ClientProtocol = {},
): Client<Router> {
  const { keyed = [], natural = [], cached = [] } = protocol.promises ?? {};
  const { session, onSessionEnded, batch = true, retries, deadlineMs, caching = true } = options;
  if (session !== undefined && options.token !== undefined) {
    throw new TypeError('A client takes a token or a session, not both.');
  }
  deadlineOf({ context: {} }, deadlineMs);
  const sessions = { ...DEFAULT_SESSION_PROTOCOL, ...protocol.sessions };
  const paths = createSessionPaths(sessions);
  const { everyRequest: ofEveryRequest } = protocol;
  const setup = { options, sessionHeader: sessions.header, paths, ofEveryRequest };
  const limits = { ...DEFAULT_BATCH_LIMITS, ...(typeof batch === 'object' ? batch : {}) };
  const listeners = createSessionListeners();
  const watch = new SessionWatch({
    storage: session?.kind === 'token' ? session.storage : null,
    onEnded: onSessionEnded,
    onChange: listeners.notify,
    header: sessions.header,
  });
  const send: SendRequest = options.fetch ?? ((address, init) => globalThis.fetch(address, init));
  const url = `${options.url.toString().replace(/\/+$/, '')}${protocol.path ?? '/trpc'}`;
  const sendWatched = watch.track(sendInSession(send, options));
  const linkOptions = { url, fetch: adaptFetch(sendWatched) };
  const cachedCalls = createCachedCalls(cached, caching);
  const single: TRPCLink<Router> = httpLink<AnyTRPCRouter>({
    ...linkOptions,
    headers: async ({ op }) => ({
      ...(await requestHeaders(setup, [op])),
      ...keyHeaders(op),
      ...(cachedCalls.isFresh(op) ? { 'cache-control': 'no-cache' } : {}),
    }),
  });
  const batched: TRPCLink<Router> = httpBatchLink<AnyTRPCRouter>({
    ...linkOptions,
    headers: ({ opList }) => requestHeaders(setup, opList),
    maxItems: limits.maxCalls,
    maxURLLength: limits.maxUrlLength,
  });
  const calls: TRPCLink<Router>[] = [
    sessionLink<Router>({ watch, paths, onSignedIn: protocol.onSignedIn }),
    idempotencyLink<Router>(keyed),
    deadlineLink<Router>(deadlineMs),
    ...(retries === undefined ? [] : [retryLink<Router>(retries, natural)]),
    splitLink({
      condition: cachedCalls.isCached,
      // Not watched: what is sent without a session says nothing of one.
      true: cachedLink<Router>({ url, send, headers: ofEveryRequest }),
      false: splitLink({
        // A file cannot share a request either, nor a call with another header.
        condition: (op) =>
          batch === false ||
          keyOf(op) !== null ||
          cachedCalls.isFresh(op) ||
          paths.changesCaller(op.path) ||
          isNonJsonSerializable(op.input) ||
          isTooLargeToShare(op, limits.maxInputBytes),
        true: single,
        false: batched,
      }),
    }),
  ];
  const client = createTRPCClient<Router>({
    links: [
      ...(options.links ?? []),
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: lazySubscriptionLink<Router>({
          ...{ url, send: sendWatched },
          headers: (op) => requestHeaders(setup, [op]),
        }),
        false: calls,
      }),
    ],
  });
  registerSessionListeners(client, listeners);
  return client;
}
