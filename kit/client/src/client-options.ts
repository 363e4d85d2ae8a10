import type { TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import type { BatchLimits } from './batching.ts';
import type { ClientCall } from './client-call.ts';
import type { Retries } from './retries/retry-calls.ts';
import type { RouterPromises } from './router-promises.ts';
import type { MaybeToken, OnSessionEnded, SessionMode } from './session/session-mode.ts';
import type { SessionProtocol } from './session/session-protocol.ts';

/** Headers; undefined ones are not sent. */
export type ClientHeaders = Readonly<Record<string, string | undefined>>;

/** Sends a request, as the platform's `fetch` does. */
export type SendRequest = (url: string, init: RequestInit) => Promise<Response>;

/** What a program sets for its client. */
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
   * Additional headers; a function is called before each request, with the calls in it. They are not
   * sent with calls that caches may answer.
   */
  readonly headers?:
    | ClientHeaders
    | ((calls: readonly ClientCall[]) => ClientHeaders | Promise<ClientHeaders>);
  /** Replaces the global `fetch`, which is compatible. */
  readonly fetch?: SendRequest;
  /** False sends every call in a separate request. By default concurrent calls are batched. */
  readonly batch?: boolean | Partial<BatchLimits>;
  /**
   * False sends queries that declare `cache` like all others. By default each is sent alone and
   * without anything of its caller, so that caches may answer; `context: { cached: false }` of a call
   * asks the server itself.
   */
  readonly caching?: boolean;
  /**
   * Milliseconds after which a call fails with `DEADLINE_EXCEEDED`, retries included; a whole number.
   * `context: { deadlineMs }` of a call replaces it. The server gets what remains, and ends its work. By
   * default calls have the server's deadlines alone.
   */
  readonly deadlineMs?: number;
  /**
   * Repeats calls that failed temporarily and may be repeated: `retryCalls()`. By default none is.
   */
  readonly retries?: Retries;
  /**
   * Links of tRPC before all others, such as `loggerLink()`: they see each call once, whatever is
   * repeated or batched, and its outcome. They must pass the call on.
   */
  readonly links?: readonly TRPCLink<AnyTRPCRouter>[];
}

/** What an application's own client sets for all of its programs. */
export interface ClientProtocol {
  /** Path of the procedures below the URL; default `/trpc`. */
  readonly path?: string;
  readonly sessions?: Partial<SessionProtocol>;
  /**
   * What the procedures promise: keyed mutations have an idempotency key and a request each,
   * `retries` repeats those that may be, and caches may answer cached queries. Without it, calls have
   * the key that they are given as `context.idempotencyKey` in their options.
   */
  readonly promises?: Partial<RouterPromises>;
  /**
   * Returns headers of every request, those of cached calls included: they must not change the
   * answer.
   */
  readonly everyRequest?: () => ClientHeaders | Promise<ClientHeaders>;
  /**
   * Called before a completed sign-in resolves, to carry over what a visitor has done before. The
   * sign-in succeeds even if this fails. The signal is that of the sign-in.
   */
  readonly onSignedIn?: (signal: AbortSignal | null | undefined) => Promise<void>;
}
