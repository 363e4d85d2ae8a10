/** A token, or none. */
export type MaybeToken = string | null | undefined;

/**
 * Storage of a session token outside of a browser: a keychain, a file. It is read before each
 * request, and its failure fails the call.
 */
export interface TokenStorage {
  get(): MaybeToken | Promise<MaybeToken>;
  set(token: string): void | Promise<void>;
  clear(): void | Promise<void>;
}

/**
 * How a session is stored and sent. `cookie` is for browsers: scripts never see the token. `token`
 * is for all other programs: it is stored at sign-in and cleared when the session ends.
 */
export type SessionMode =
  | { readonly kind: 'cookie' }
  | { readonly kind: 'token'; readonly storage: TokenStorage };

/** Event for a session that has expired or was revoked, so that a new sign-in is needed. */
export interface SessionEndedEvent {
  readonly kind: 'session-ended';
  /** The presented token, now invalid; null for a cookie. */
  readonly token: string | null;
}

/**
 * Listener whose failure fails no call: in a page it is reported like any uncaught error, elsewhere
 * ignored.
 */
export type OnSessionEnded = (event: SessionEndedEvent) => void;
