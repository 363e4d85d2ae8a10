import { createTRPCClient, type TRPCClient, type TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { callSteps } from './calls/call-steps.ts';
import type { ClientOptions, ClientProtocol, SendRequest } from './client-options.ts';
import { deadlineOf } from './deadlines/call-deadlines.ts';
import { deadlineStep } from './deadlines/deadline-step.ts';
import { idempotencyStep } from './idempotency/idempotency-step.ts';
import { sendCalls } from './sending/send-calls.ts';
import { registerSessionListeners, type SessionListener } from './session/session-listeners.ts';
import { createSessionPaths, DEFAULT_SESSION_PROTOCOL } from './session/session-protocol.ts';
import { sessionStep } from './session/session-step.ts';
import { createSessionWatch } from './session/session-watch.ts';

/** A router whose wire is plain JSON: without a transformer. */
export type PlainRouter = AnyTRPCRouter & {
  readonly _def: { readonly _config: { readonly $types: { readonly transformer: false } } };
};

/** The typed procedures of a router: `client.notes.list.query({ prefix: 'a' })`. */
export type Client<Router extends AnyTRPCRouter> = TRPCClient<Router>;

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
  const { promises = {}, everyRequest, onSignedIn, path = '/trpc' } = protocol;
  const { keyed = [], natural = [], cached = [] } = promises;
  const { session, onSessionEnded, retries, deadlineMs } = options;
  if (session !== undefined && options.token !== undefined) {
    throw new TypeError('A client takes a token or a session, not both.');
  }
  deadlineOf({ context: {} }, deadlineMs);
  const sessions = { ...DEFAULT_SESSION_PROTOCOL, ...protocol.sessions };
  const paths = createSessionPaths(sessions);
  const listeners = new Set<SessionListener>();
  const watch = createSessionWatch({
    storage: session?.kind === 'token' ? session.storage : null,
    onEnded: onSessionEnded,
    onChange(hasSession) {
      for (const listener of listeners) listener(hasSession);
    },
    header: sessions.header,
  });
  const send: SendRequest = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const sending: TRPCLink<Router> = sendCalls({
    options,
    paths,
    everyRequest,
    send,
    url: `${options.url.toString().replace(/\/+$/, '')}${path}`,
    sessionHeader: sessions.header,
    checkSession: watch.check,
    cachedPaths: cached,
    sendInSession: watch.track((url, init) =>
      send(url, session?.kind === 'cookie' ? { ...init, credentials: 'include' } : init),
    ),
  });
  const client = createTRPCClient<Router>({
    links: [
      ...(options.links ?? []),
      callSteps([
        sessionStep({ watch, paths, onSignedIn }),
        idempotencyStep(keyed),
        deadlineStep(deadlineMs),
        ...(retries === undefined ? [] : [retries(natural)]),
      ]),
      sending,
    ],
  });
  registerSessionListeners(client, listeners);
  return client;
}
