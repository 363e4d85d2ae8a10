import { AuthError } from '@trastienda/auth-contract';
import type { AuthDeps } from '../auth-deps.ts';
import type { AccountService } from '../services.ts';
import { toSessionView } from '../sessions/session-view.ts';
import { ACKNOWLEDGED } from './acknowledged.ts';

/** Upper bound of the list of sessions. */
const MAX_LISTED = 100;

/** Creates the listing and revoking of one's own sessions. */
export function createOwnSessions({
  database,
  clock,
  record,
}: AuthDeps): Pick<AccountService, 'listSessions' | 'revokeSession' | 'revokeOtherSessions'> {
  const { sessions } = database;

  return {
    async listSessions({ accountId, sessionId }) {
      const states = await sessions.listByAccount(accountId, clock.now(), MAX_LISTED);
      return { sessions: states.map((state) => toSessionView(state, sessionId)) };
    },

    async revokeSession({ accountId }, { sessionId }, origin) {
      await database.transaction(async () => {
        const isRevoked = await sessions.deleteByPublicId(accountId, sessionId);
        if (!isRevoked) throw new AuthError('SESSION_NOT_FOUND');
        await record(origin, {
          action: 'session.revoked',
          subjectId: accountId,
          details: { sessionId },
        });
      });
      return ACKNOWLEDGED;
    },

    async revokeOtherSessions({ accountId, sessionId }, origin) {
      await database.transaction(async () => {
        const count = await sessions.deleteByAccount(accountId, sessionId);
        await record(origin, {
          action: 'session.revoked',
          subjectId: accountId,
          details: { count, exceptSessionId: sessionId },
        });
      });
      return ACKNOWLEDGED;
    },
  };
}
