import type { Locale, Role } from '@trastienda/contract';

/** An authenticator app that belongs to an account. */
export interface TotpState {
  /** The shared secret, sealed by the cipher of packages/runtime. */
  readonly secret: string;
  /** Whether a code has proved that the app holds the secret; before, it does not count. */
  readonly isConfirmed: boolean;
  /** The last time step (RFC 6238) whose code was accepted; it and earlier ones are spent. */
  readonly lastStep: number;
}

/** An address that is to replace the account's when both sides have agreed. */
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
  /** As its owner writes it; null once deleted. */
  readonly email: string | null;
  readonly name: string;
  readonly locale: Locale;
  readonly role: Role;
  /** Argon2id in PHC form; null: nobody can sign in until a password was set by a link. */
  readonly passwordHash: string | null;
  readonly totp: TotpState | null;
  /** SHA-256 in hex. */
  readonly recoveryCodeHashes: readonly string[];
  readonly emailChange: EmailChange | null;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
  readonly deletedAt: Date | null;
}

export interface NewAccount {
  readonly id: string;
  readonly email: string;
  /** What is compared: one spelling for all ways to write the address. */
  readonly emailKey: string;
  readonly name: string;
  readonly locale: Locale;
  readonly role: Role;
  readonly passwordHash: string | null;
  readonly createdAt: Date;
}
