import type { Locale } from '@trastienda/auth-contract';

/** An authenticator app of an account. */
export interface TotpState {
  /** The shared secret, sealed by the cipher of @trastienda/mongo. */
  readonly secret: string;
  /**
   * True once a code has proved that the app holds the secret; until then the factor is inactive.
   */
  readonly isConfirmed: boolean;
  /** Last time step (RFC 6238) whose code was accepted; it and earlier ones are spent. */
  readonly lastStep: number;
}

/** A pending change of the email address, completed when both addresses have confirmed it. */
export interface EmailChange {
  readonly id: string;
  readonly email: string;
  readonly emailKey: string;
  readonly isOldConfirmed: boolean;
  readonly isNewConfirmed: boolean;
  readonly expiresAt: Date;
}

/** An account with its secrets; never leaves the server. */
export interface AccountState {
  readonly id: string;
  /** Address as entered by its owner; null once deleted. */
  readonly email: string | null;
  readonly name: string;
  readonly locale: Locale;
  readonly role: string;
  /**
   * Argon2id in PHC form; null until a password is set by an emailed link, and sign-in is
   * impossible.
   */
  readonly passwordHash: string | null;
  readonly totp: TotpState | null;
  /** SHA-256 in hex. */
  readonly recoveryCodeHashes: readonly string[];
  readonly emailChange: EmailChange | null;
  /** When the owner last proved access to the mailbox of `email`. */
  readonly emailVerifiedAt: Date;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
  readonly deletedAt: Date | null;
}

export interface NewAccount {
  readonly id: string;
  readonly email: string;
  /** Key by which addresses are compared: equal for all spellings of one address. */
  readonly emailKey: string;
  readonly name: string;
  readonly locale: Locale;
  readonly role: string;
  readonly passwordHash: string | null;
  readonly createdAt: Date;
}
