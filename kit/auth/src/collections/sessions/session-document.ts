import type { Locale } from '@trastienda/auth-contract';

/** Attributes of a session that Lucia does not manage. */
export interface SessionAttributes {
  /** Public id of the session for its owner: 24 hex digits. */
  readonly publicId: string;
  readonly createdAt: Date;
  /** End of the session regardless of its use. */
  readonly absoluteExpiresAt: Date;
  readonly lastSeenAt: Date;
  /** Time of the last proof of identity by password or second factor. */
  readonly authenticatedAt: Date;
  readonly device: string;
  readonly network: string | null;
}

/** State of a session; its id is the SHA-256 of its token in hex. */
export interface SessionState {
  readonly id: string;
  readonly accountId: string;
  readonly expiresAt: Date;
  readonly attributes: SessionAttributes;
}

/** A stored session, keyed by the SHA-256 of its token. */
export interface SessionDocument extends Omit<SessionState, 'id'> {
  readonly _id: string;
}

/** Account fields that a session check needs, read in the same round trip; contains no secrets. */
export interface SessionAccount {
  readonly id: string;
  readonly attributes: {
    readonly email: string | null;
    readonly name: string;
    readonly locale: Locale;
    readonly role: string;
    readonly disabledAt: Date | null;
    readonly deletedAt: Date | null;
  };
}
