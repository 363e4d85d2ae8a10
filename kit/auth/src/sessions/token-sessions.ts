import type { SessionProvider } from './sessions.ts';
import { createStoredSessions } from './stored-sessions.ts';

/**
 * Sessions of plain tokens, without a library. They are stored as those of `luciaSessions`, so that
 * an application can change from one to the other while it runs, and back.
 */
export const tokenSessions: SessionProvider = (deps) => {
  const { database, clock, config } = deps;
  const { sessions } = database;
  const lifetimeMs = Math.min(config.slidingSeconds, config.absoluteSeconds) * 1000;
  const endFrom = (now: Date) => new Date(now.getTime() + lifetimeMs);

  return createStoredSessions(deps, {
    async begin(id, accountId, attributes) {
      const expiresAt = endFrom(clock.now());
      await sessions.insert({ id, accountId, expiresAt, attributes });
      return expiresAt;
    },

    async check(id) {
      const found = await sessions.findWithAccount(id);
      if (found === null) return null;
      const { session } = found;
      const now = clock.now();
      if (session.expiresAt <= now) {
        await sessions.delete(id);
        return null;
      }
      const isDue = session.expiresAt.getTime() - now.getTime() <= lifetimeMs / 2;
      // At its absolute end a session would be written again by every check.
      if (!isDue || session.expiresAt >= session.attributes.absoluteExpiresAt) return found;
      const expiresAt = endFrom(now);
      await sessions.extend(id, expiresAt);
      return { ...found, session: { ...session, expiresAt } };
    },
  });
};
