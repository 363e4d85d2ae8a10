import { AuthError } from '@trastienda/auth-contract';
import type { Actor, Authenticator } from '@trastienda/base';
import type { AuthDeps } from './auth-deps.ts';
import { hashSecret } from './secrets/one-time-secret.ts';

/** Precision of `lastUsedAt`; without it every read would cause a write. */
const TOUCH_MS = 5 * 60_000;

const ENDED: Actor = { kind: 'anonymous', hasEndedSession: true };

/**
 * Returns true when identity was proved less than `seconds` ago. A proof from the future does not
 * count: after the clock was set back it would count as recent for as long as the clock was ahead.
 */
function isRecent(provedAt: Date, now: Date, seconds: number): boolean {
  const ageMs = now.getTime() - provedAt.getTime();
  return ageMs >= 0 && ageMs < seconds * 1000;
}

/**
 * Creates the authenticator for session tokens (`ts_…`) and API keys (`tk_…`). Each check is one
 * read; nothing is cached between calls, so that ending a session, disabling an account or changing
 * its role takes effect at once in every process.
 */
export function createAuthenticator({
  database: { apiKeys },
  clock,
  config,
  roles,
  sessions,
}: Pick<AuthDeps, 'database' | 'clock' | 'config' | 'roles' | 'sessions'>): Authenticator {
  const actorOfSession = async (token: string): Promise<Actor> => {
    const found = await sessions.authenticate(token);
    if (found === null) return ENDED;
    const { session, role } = found;
    return {
      kind: 'account',
      accountId: session.accountId,
      sessionId: session.id,
      role,
      permissions: roles.permissionsOf(role),
      isRecent: isRecent(session.authenticatedAt, clock.now(), config.session.recentSeconds),
    };
  };

  const actorOfKey = async (key: string): Promise<Actor> => {
    const now = clock.now();
    const found = await apiKeys.findActive(hashSecret(key), now);
    if (found === null) throw new AuthError('TOKEN_INVALID');
    if (found.lastUsedAt === null || now.getTime() - found.lastUsedAt.getTime() >= TOUCH_MS) {
      // Fire and forget: a failed update must not fail the request, nor delay it.
      apiKeys.touch(found.id, now).catch(() => undefined);
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

    async areCurrent(callers) {
      const ofSessions = callers.filter((caller) => caller.kind === 'account');
      const keyIds = callers.flatMap((caller) =>
        caller.kind === 'machine' && caller.keyId !== undefined ? [caller.keyId] : [],
      );
      const [found, keys] = await Promise.all([
        ofSessions.length === 0
          ? new Map<string, string>()
          : sessions.findRoles(
              ofSessions.map(({ sessionId, accountId }) => ({ id: sessionId, accountId })),
            ),
        keyIds.length === 0 ? new Set<string>() : apiKeys.findActiveIds(keyIds, clock.now()),
      ]);
      return callers.map((caller) => {
        if (caller.kind === 'account') return found.get(caller.sessionId) === caller.role;
        return caller.kind !== 'machine' || caller.keyId === undefined || keys.has(caller.keyId);
      });
    },
  };
}
