import type { SessionAccount, SessionAttributes, SessionState } from '../collections/index.ts';
import { hashSecret, newSecret } from '../secrets/one-time-secret.ts';
import type { Session, SessionDeps, Sessions } from './sessions.ts';

/** Precision of `lastSeenAt`; without it every read would cause a write. */
const TOUCH_MS = 5 * 60_000;

/**
 * Tolerance for clock differences between servers. A session that began further in the future was
 * created while the clock was wrong, and would outlive the maximum lifetime by as much; it is
 * ended.
 */
const MAX_AHEAD_MS = 60 * 60_000;

/**
 * Bounds the sessions of one account: a program that signs in for each call would fill the disk.
 */
const MAX_SESSIONS = 100;

/** A stored session with its account. */
interface Found {
  readonly session: SessionState;
  readonly account: SessionAccount;
}

/** Decides how long a session of the collection `sessions` lives, by its id and its use. */
export interface SessionLifetimes {
  /** Inserts a session and returns when it ends unless it is used. */
  begin(id: string, accountId: string, attributes: SessionAttributes): Promise<Date>;
  /**
   * Returns a session that has not expired, after extending it where that is due. Deletes one that
   * has expired.
   */
  check(id: string): Promise<Found | null>;
}

const toSession = ({ accountId, expiresAt, attributes }: SessionState): Session => {
  const { publicId, absoluteExpiresAt, ...rest } = attributes;
  const end = expiresAt < absoluteExpiresAt ? expiresAt : absoluteExpiresAt;
  return { id: publicId, accountId, expiresAt: end, absoluteExpiresAt, ...rest };
};

/**
 * Creates sessions over the collection `sessions`, where the SHA-256 of a token is its key. All that
 * security depends on is here; `lifetimes` never sees a token.
 */
export function createStoredSessions(
  { database: { sessions }, clock, config }: SessionDeps,
  lifetimes: SessionLifetimes,
): Sessions {
  const isOver = ({ session: { attributes }, account }: Found, now: Date): boolean =>
    account.attributes.disabledAt !== null ||
    account.attributes.deletedAt !== null ||
    attributes.absoluteExpiresAt <= now ||
    attributes.createdAt.getTime() > now.getTime() + MAX_AHEAD_MS;

  return {
    async start(accountId, { device, network }) {
      const token = newSecret('ts_');
      const now = clock.now();
      const attributes = {
        publicId: sessions.newPublicId(),
        createdAt: now,
        absoluteExpiresAt: new Date(now.getTime() + config.absoluteSeconds * 1000),
        lastSeenAt: now,
        authenticatedAt: now,
        device,
        network,
      };
      const id = hashSecret(token);
      await sessions.deleteLeastSeen(accountId, MAX_SESSIONS - 1);
      const expiresAt = await lifetimes.begin(id, accountId, attributes);
      return { token, session: toSession({ id, accountId, expiresAt, attributes }) };
    },

    async authenticate(token) {
      const found = await lifetimes.check(hashSecret(token));
      if (found === null) return null;
      const { session, account } = found;
      const now = clock.now();
      if (isOver(found, now)) {
        await sessions.delete(session.id);
        return null;
      }
      if (now.getTime() - session.attributes.lastSeenAt.getTime() >= TOUCH_MS) {
        // Fire and forget: a failed update must not fail the request, nor delay it.
        sessions.touch(session.id, now).catch(() => undefined);
      }
      return { session: toSession(session), role: account.attributes.role };
    },

    async findRoles(asked) {
      const now = clock.now();
      const found = await sessions.listWithAccounts(
        asked.map(({ id, accountId }) => ({ publicId: id, accountId })),
        now,
      );
      return new Map(
        found
          .filter((each) => !isOver(each, now))
          .map(({ session, account }) => [session.attributes.publicId, account.attributes.role]),
      );
    },

    async list(accountId) {
      return (await sessions.listByAccount(accountId, clock.now(), MAX_SESSIONS)).map(toSession);
    },

    renewProof: (accountId, id) => sessions.setAuthenticatedAt(accountId, id, clock.now()),
    end: (accountId, id) => sessions.deleteByPublicId(accountId, id),
    endAll: (accountId, exceptId) => sessions.deleteByAccount(accountId, exceptId),
  };
}
