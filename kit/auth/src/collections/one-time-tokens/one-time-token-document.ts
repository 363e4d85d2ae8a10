/** Action that a token authorizes once. */
export type TokenPurpose = 'sign-up' | 'reset-password' | 'change-email' | 'second-factor';

/** A secret that works once, stored by its hash. */
export interface OneTimeToken {
  /** SHA-256 of the secret in hex. */
  readonly hash: string;
  readonly purpose: TokenPurpose;
  /** Null when there is no account yet. */
  readonly accountId: string | null;
  /**
   * Data of the request by purpose: plain JSON without personal secrets in clear text. `emailKey`
   * finds the tokens of an address without an account.
   */
  readonly payload: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** A stored token, keyed by its hash. */
export interface OneTimeTokenDocument extends Omit<OneTimeToken, 'hash'> {
  readonly _id: string;
}
