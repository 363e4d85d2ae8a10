import type { SessionDeps } from '../sessions.ts';
import type { SessionLifetimes } from '../stored-sessions.ts';
import { createLucia } from './create-lucia.ts';

/** Lets Lucia decide when a session is valid, when it is extended and when it has expired. */
export function createLuciaLifetimes({ database, clock, config }: SessionDeps): SessionLifetimes {
  const { sessions } = database;

  return {
    async begin(sessionId, accountId, attributes) {
      const lucia = createLucia(sessions, clock, config);
      const { expiresAt } = await lucia.createSession(accountId, attributes, { sessionId });
      return expiresAt;
    },

    async check(sessionId) {
      const lucia = createLucia(sessions, clock, config);
      const { session, user } = await lucia.validateSession(sessionId);
      if (session === null) return null;
      const { id, userId, expiresAt, fresh: _, ...attributes } = session;
      const { id: accountId, ...account } = user;
      return {
        session: { id, accountId: userId, expiresAt, attributes },
        account: { id: accountId, attributes: account },
      };
    },
  };
}
