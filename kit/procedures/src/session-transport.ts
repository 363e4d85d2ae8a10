/** A session that has just started; its token is available only here. */
export interface StartedSession<SignedIn> {
  readonly token: string;
  /** When the session ends, however much it is used. */
  readonly absoluteExpiresAt: Date;
  /** The response to the caller; its `token` is null until the transport fills it in. */
  readonly signedIn: SignedIn;
}

/** Outcome of a sign-in: a session, or a request for the second factor. */
export type SignInOutcome<SignedIn, SecondFactorRequired> =
  | { readonly kind: 'started'; readonly session: StartedSession<SignedIn> }
  | { readonly kind: 'second-factor'; readonly required: SecondFactorRequired };

/** Transport of a session's token: in a cookie, or in the response for callers that store it. */
export interface SessionTransport {
  /**
   * Checks, before a sign-in starts, that its session can be delivered.
   *
   * @throws {BaseError} ORIGIN_REJECTED when the cookie could not be set.
   */
  requireDeliverable(): void;
  /** Returns the response to a sign-in, with the token inserted or set as a cookie. */
  deliver<SignedIn extends { readonly token: string | null }, SecondFactorRequired>(
    outcome: SignInOutcome<SignedIn, SecondFactorRequired>,
  ): SignedIn | SecondFactorRequired;
  /**
   * Checks, before a sign-out starts, that the cookie, if there is one, could be cleared.
   *
   * @throws {BaseError} MEDIA_UNSUPPORTED when it could not.
   */
  requireClearable(): void;
  /** Clears the cookie, if there is one. */
  clear(): void;
}
