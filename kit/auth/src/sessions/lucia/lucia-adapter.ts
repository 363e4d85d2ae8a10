import type { Clock } from '@trastienda/base';
import type { Adapter, DatabaseSession } from 'lucia';
import type { SessionStore } from '../../collections/index.ts';
import type {} from './lucia-register.ts';

/**
 * Adapts the session store to Lucia's database interface. Create one per session check: it
 * remembers the session it has read, so that a session at its absolute end is not written again by
 * every check (Lucia extends a session whenever half of the sliding time has passed).
 */
export function createLuciaAdapter(sessions: SessionStore, clock: Clock): Adapter {
  let read: DatabaseSession | null = null;

  return {
    async getSessionAndUser(sessionId) {
      const found = await sessions.findWithAccount(sessionId);
      if (found === null) return [null, null];
      const { accountId, ...session } = found.session;
      read = { ...session, userId: accountId };
      return [read, found.account];
    },

    async getUserSessions(userId) {
      const states = await sessions.allByAccount(userId);
      return states.map(({ accountId, ...session }) => ({ ...session, userId: accountId }));
    },

    async setSession({ userId, ...session }) {
      await sessions.insert({ ...session, accountId: userId });
    },

    async updateSessionExpiration(sessionId, expiresAt) {
      if (read?.id === sessionId && read.expiresAt >= read.attributes.absoluteExpiresAt) return;
      await sessions.extend(sessionId, expiresAt);
    },

    async deleteSession(sessionId) {
      await sessions.delete(sessionId);
    },

    async deleteUserSessions(userId) {
      await sessions.deleteByAccount(userId);
    },

    async deleteExpiredSessions() {
      await sessions.deleteExpired(clock.now());
    },
  };
}
