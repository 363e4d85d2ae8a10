import { AuthError } from '@trastienda/auth-contract';
import type { AuthDeps } from '../auth-deps.ts';
import type { AccountService } from '../services.ts';
import { ACKNOWLEDGED } from './acknowledged.ts';
import { toSessionView } from './session-view.ts';

/** Creates the listing and revoking of one's own sessions. */
export function createOwnSessions({
  database,
  record,
  sessions,
}: AuthDeps): Pick<AccountService, 'listSessions' | 'revokeSession' | 'revokeOtherSessions'> {
  return {
    async listSessions({ accountId, sessionId }) {
      const live = await sessions.list(accountId);
      return { sessions: live.map((session) => toSessionView(session, sessionId)) };
    },

    async revokeSession({ accountId }, { sessionId }, origin) {
      await database.transaction(async () => {
        const isRevoked = await sessions.end(accountId, sessionId);
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
        const count = await sessions.endAll(accountId, sessionId);
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
