/** A token, or none. */
export type MaybeToken = string | null | undefined;

/**
 * Where a program that is no browser keeps the token of its session: a keychain, a file of its own.
 * It is asked before each request, and a failure of it fails the call.
 */
export interface TokenStorage {
  get(): MaybeToken | Promise<MaybeToken>;
  set(token: string): void | Promise<void>;
  clear(): void | Promise<void>;
}

/**
 * How a session travels. `cookie` is for browsers: scripts never see the token. `token` is for
 * everybody else: it is stored at sign-in and cleared when the session ends.
 */
export type SessionMode =
  | { readonly kind: 'cookie' }
  | { readonly kind: 'token'; readonly storage: TokenStorage };

/** The session that the client presented has expired or was revoked: somebody must sign in again. */
export interface SessionEndedEvent {
  readonly kind: 'session-ended';
  /** The token that was presented and is of no more use; null for a cookie. */
  readonly token: string | null;
}

/** A failure of it fails no call: a page reports it like any uncaught error, others never hear of it. */
export type OnSessionEnded = (event: SessionEndedEvent) => void;
