/** What a token lets its holder do once. */
export type TokenPurpose = 'sign-up' | 'reset-password' | 'change-email' | 'second-factor';

/** A secret that works once, stored by its hash. */
export interface OneTimeToken {
  /** SHA-256 of the secret in hex. */
  readonly hash: string;
  readonly purpose: TokenPurpose;
  /** Null while there is no account yet. */
  readonly accountId: string | null;
  /**
   * What was asked for, as its purpose needs it: plain JSON without personal secrets in clear.
   * `emailKey` is what the tokens of an address are found by where there is no account.
   */
  readonly payload: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** A token as it is stored: under its hash. */
export interface OneTimeTokenDocument extends Omit<OneTimeToken, 'hash'> {
  readonly _id: string;
}
