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
  type TRPCLink,
} from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { DEFAULT_BATCH_LIMITS, isTooLargeToShare } from './batching.ts';
import type { ClientOptions, ClientProtocol, SendRequest } from './client-options.ts';
import { idempotencyLink } from './idempotency/idempotency-link.ts';
import { KEY_HEADER, keyOf } from './idempotency/operation-key.ts';
import { retryLink } from './retries/retry-link.ts';
import { sessionLink } from './session/session-link.ts';
import { createSessionListeners, registerSessionListeners } from './session/session-listeners.ts';
import {
  createSessionPaths,
  DEFAULT_SESSION_PROTOCOL,
  type SessionPaths,
} from './session/session-protocol.ts';
import { SessionWatch } from './session/session-watch.ts';

type LinkFetch = NonNullable<HTTPLinkOptions<AnyTRPCRouter['_def']['_config']['$types']>['fetch']>;

/** A router whose wire is plain JSON: without a transformer. */
export type PlainRouter = AnyTRPCRouter & {
  readonly _def: { readonly _config: { readonly $types: { readonly transformer: false } } };
};

/** The typed procedures of a router: `client.notes.list.query({ prefix: 'a' })`. */
export type Client<Router extends AnyTRPCRouter> = TRPCClient<Router>;

interface Setup {
  readonly options: ClientOptions;
  readonly sessionHeader: string;
  readonly paths: SessionPaths;
}

function presentedToken({ token, session }: ClientOptions, isSigningIn: boolean) {
  if (session?.kind === 'token') return isSigningIn ? null : session.storage.get();
  return typeof token === 'function' ? token() : token;
}

async function requestHeaders(
  { options, sessionHeader, paths }: Setup,
  operations: readonly Operation[],
): Promise<HTTPHeaders> {
  const { headers, session } = options;
  const [given, presented] = await Promise.all([
    typeof headers === 'function' ? headers(operations) : headers,
    presentedToken(
      options,
      operations.some(({ path }) => paths.isSignIn(path)),
    ),
  ]);
  const entries = Object.entries(given ?? {}).filter((entry) => entry[1] !== undefined);
  return {
    ...Object.fromEntries(entries),
    // Asks for the token of a sign-in in the response, instead of a cookie.
    ...(session?.kind === 'token' ? { [sessionHeader]: 'token' } : {}),
    ...(presented === undefined || presented === null
      ? {}
      : { authorization: `Bearer ${presented}` }),
  };
}

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
 * Creates a client of a server. Runs wherever there is `fetch`. A call that fails rejects with a
 * `ClientError`. Calls that change who is calling never share a request with others.
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
 * @throws {TypeError} for options with both a token and a session.
 */
export function createClient<Router extends PlainRouter>(
  options: ClientOptions,
  protocol: ClientProtocol = {},
): Client<Router> {
  const { keyed = [], natural = [] } = protocol.promises ?? {};
  const { url, session, onSessionEnded, batch = true, retries } = options;
  if (session !== undefined && options.token !== undefined) {
    throw new TypeError('A client takes a token or a session, not both.');
  }
  const sessions = { ...DEFAULT_SESSION_PROTOCOL, ...protocol.sessions };
  const paths = createSessionPaths(sessions);
  const setup: Setup = { options, sessionHeader: sessions.header, paths };
  const limits = { ...DEFAULT_BATCH_LIMITS, ...(typeof batch === 'object' ? batch : {}) };
  const listeners = createSessionListeners();
  const watch = new SessionWatch({
    storage: session?.kind === 'token' ? session.storage : null,
    onEnded: onSessionEnded,
    onChange: listeners.notify,
    header: sessions.header,
  });
  const linkOptions = {
    url: `${url.toString().replace(/\/+$/, '')}${protocol.path ?? '/trpc'}`,
    fetch: adaptFetch(watch.track(sendOf(options))),
  };
  const single: TRPCLink<Router> = httpLink<AnyTRPCRouter>({
    ...linkOptions,
    async headers({ op }) {
      const [headers, key] = [await requestHeaders(setup, [op]), keyOf(op)];
      return key === null ? headers : { ...headers, [KEY_HEADER]: key };
    },
  });
  const batched: TRPCLink<Router> = httpBatchLink<AnyTRPCRouter>({
    ...linkOptions,
    headers: ({ opList }) => requestHeaders(setup, opList),
    maxItems: limits.maxCalls,
    maxURLLength: limits.maxUrlLength,
  });
  const client = createTRPCClient<Router>({
    links: [
      sessionLink<Router>({ watch, paths, onSignedIn: protocol.onSignedIn }),
      idempotencyLink<Router>(keyed),
      ...(retries === undefined ? [] : [retryLink<Router>(retries, natural)]),
      splitLink({
        // A file cannot share a request either, nor a call whose key is a header of the request.
        condition: ({ path, type, input, context }) =>
          batch === false ||
          keyOf({ context }) !== null ||
          paths.changesCaller(path) ||
          isNonJsonSerializable(input) ||
          isTooLargeToShare({ type, input }, limits.maxInputBytes),
        true: single,
        false: batched,
      }),
    ],
  });
  registerSessionListeners(client, listeners);
  return client;
}
