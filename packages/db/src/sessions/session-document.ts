import type { Locale, Role } from '@trastienda/contract';

/** What a session remembers beyond what Lucia knows of it. */
export interface SessionAttributes {
  /** The session's id as its owner sees it: an id of 24 hex digits. */
  readonly publicId: string;
  readonly createdAt: Date;
  /** However much it is used, it ends then. */
  readonly absoluteExpiresAt: Date;
  readonly lastSeenAt: Date;
  /** When identity was last proved by password or second factor. */
  readonly authenticatedAt: Date;
  readonly device: string;
  readonly network: string | null;
}

/** A session as it is stored: by the SHA-256 of its token in hex. */
export interface SessionState {
  readonly id: string;
  readonly accountId: string;
  readonly expiresAt: Date;
  readonly attributes: SessionAttributes;
}

/** A session as it is stored: under the SHA-256 of its token. */
export interface SessionDocument extends Omit<SessionState, 'id'> {
  readonly _id: string;
}

/** What a check of a session knows of its account, from the same round trip; no secrets. */
export interface SessionAccount {
  readonly id: string;
  readonly attributes: {
    readonly email: string | null;
    readonly name: string;
    readonly locale: Locale;
    readonly role: Role;
    readonly disabledAt: Date | null;
    readonly deletedAt: Date | null;
  };
}
