import type { CallOrigin, Clock } from '@trastienda/base';
import type { AccountStore, SessionStore } from '../collections/index.ts';
import type { SessionConfig } from '../config.ts';

/** A session of an account. */
export interface Session {
  /** Names the session to its owner and in the audit log: 24 hex digits, no secret. */
  readonly id: string;
  readonly accountId: string;
  readonly createdAt: Date;
  /** When the session ends unless it is used before. */
  readonly expiresAt: Date;
  /** End of the session regardless of its use. */
  readonly absoluteExpiresAt: Date;
  /** Accurate to a few minutes. */
  readonly lastSeenAt: Date;
  /** Time of the last proof of identity by password or second factor. */
  readonly authenticatedAt: Date;
  readonly device: string;
  readonly network: string | null;
}

/**
 * The sessions of all accounts. Every method but `authenticate` and `list` joins the caller's
 * transaction: a session must not outlive a change that was to end it, nor start in a sign-in that
 * fails. Nothing is cached, so that an ended session is over at once in every process.
 */
export interface Sessions {
  /**
   * Starts a session with a new token (`ts_…`), which only the caller gets: storage has its hash.
   * Ends the least recently seen sessions of the account beyond 100. The caller's transaction must
   * hold the account's lock.
   */
  start(
    accountId: string,
    origin: Pick<CallOrigin, 'device' | 'network'>,
  ): Promise<{ readonly token: string; readonly session: Session }>;
  /**
   * Returns the session of a token and the present role of its account; null when the token is
   * unknown, the session is over, or the account was disabled or deleted. Extends a session of
   * which more than half has passed, up to its absolute end. Costs one read otherwise.
   */
  authenticate(token: string): Promise<{ readonly session: Session; readonly role: string } | null>;
  /**
   * Returns the present role of the account of each of these sessions, by the session's id. Those that
   * are over are left out. Costs one read.
   */
  findRoles(
    sessions: readonly Pick<Session, 'id' | 'accountId'>[],
  ): Promise<ReadonlyMap<string, string>>;
  /** Lists the live sessions of an account, last seen first; at most 100. */
  list(accountId: string): Promise<Session[]>;
  /** Records a proof of identity; false when the account has no such session. */
  renewProof(accountId: string, id: string): Promise<boolean>;
  /** Ends a session; false when the account has no such session. */
  end(accountId: string, id: string): Promise<boolean>;
  /** Ends the sessions of an account, but for `exceptId`. Returns how many. */
  endAll(accountId: string, exceptId?: string): Promise<number>;
}

/** What an implementation of sessions works on. */
export interface SessionDeps {
  readonly database: { readonly accounts: AccountStore; readonly sessions: SessionStore };
  readonly clock: Clock;
  readonly config: Pick<SessionConfig, 'slidingSeconds' | 'absoluteSeconds'>;
}

/** An implementation of sessions, as `createAuth` accepts it. */
export type SessionProvider = (deps: SessionDeps) => Sessions;
