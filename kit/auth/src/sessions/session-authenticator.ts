import { AuthError } from '@trastienda/auth-contract';
import type { Actor, Clock } from '@trastienda/base';
import type { AuthDatabase } from '../auth-deps.ts';
import type { CompleteAuthConfig } from '../config.ts';
import type { RoleRules } from '../roles/role-rules.ts';
import { hashSecret } from '../secrets/one-time-secret.ts';
import type { Authenticator } from '../services.ts';
import { createLucia } from './create-lucia.ts';

/** Precision of `lastSeenAt` and `lastUsedAt`; without it every read would cause a write. */
const TOUCH_MS = 5 * 60_000;

/**
 * Tolerance for clock differences between servers. A session that began further in the future was
 * created while the clock was wrong, and would outlive the maximum lifetime by as much; it is
 * ended.
 */
const MAX_AHEAD_MS = 60 * 60_000;

const ENDED: Actor = { kind: 'anonymous', hasEndedSession: true };

interface AuthenticatorDeps {
  readonly database: Pick<AuthDatabase, 'sessions' | 'apiKeys'>;
  readonly clock: Clock;
  readonly config: Pick<CompleteAuthConfig, 'session'>;
  readonly roles: Pick<RoleRules, 'permissionsOf'>;
}

/**
 * Returns true when identity was proved less than `seconds` ago. A proof from the future does not
 * count: after the clock was set back it would count as recent for as long as the clock was ahead.
 */
function isRecent(provedAt: Date, now: Date, seconds: number): boolean {
  const ageMs = now.getTime() - provedAt.getTime();
  return ageMs >= 0 && ageMs < seconds * 1000;
}

/** Fire and forget: a failed `lastSeenAt` or `lastUsedAt` update must not fail the request. */
function runInBackground(work: Promise<unknown>): void {
  work.catch(() => undefined);
}

/**
 * Creates the authenticator for session tokens (`ts_…`) and API keys (`tk_…`). Each check is one
 * read; nothing is cached between calls, so that ending a session, disabling an account or changing
 * its role takes effect at once in every process.
 */
export function createSessionAuthenticator({
  database: { sessions, apiKeys },
  clock,
  config,
  roles,
}: AuthenticatorDeps): Authenticator {
  const isDue = (last: Date, now: Date) => now.getTime() - last.getTime() >= TOUCH_MS;

  const actorOfSession = async (token: string): Promise<Actor> => {
    const lucia = createLucia(sessions, clock, config.session);
    const { session, user } = await lucia.validateSession(hashSecret(token));
    if (session === null) return ENDED;
    const now = clock.now();
    const isOver =
      user.disabledAt !== null ||
      user.deletedAt !== null ||
      session.absoluteExpiresAt <= now ||
      session.createdAt.getTime() > now.getTime() + MAX_AHEAD_MS;
    if (isOver) {
      await sessions.delete(session.id);
      return ENDED;
    }
    if (isDue(session.lastSeenAt, now)) runInBackground(sessions.touch(session.id, now));
    return {
      kind: 'account',
      accountId: user.id,
      sessionId: session.publicId,
      role: user.role,
      permissions: roles.permissionsOf(user.role),
      isRecent: isRecent(session.authenticatedAt, now, config.session.recentSeconds),
    };
  };

  const actorOfKey = async (key: string): Promise<Actor> => {
    const now = clock.now();
    const found = await apiKeys.findActive(hashSecret(key), now);
    if (found === null) throw new AuthError('TOKEN_INVALID');
    if (found.lastUsedAt === null || isDue(found.lastUsedAt, now)) {
      runInBackground(apiKeys.touch(found.id, now));
    }
    return {
      kind: 'machine',
      name: found.name,
      keyId: found.id,
      permissions: found.permissions,
    };
  };

  return {
    async authenticate(secret) {
      if (secret.startsWith('ts_')) return actorOfSession(secret);
      if (secret.startsWith('tk_')) return actorOfKey(secret);
      throw new AuthError('TOKEN_INVALID');
    },
  };
}
