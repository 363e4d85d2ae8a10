import type { SessionProvider } from './sessions.ts';
import { createStoredSessions } from './stored-sessions.ts';

/**
 * Sessions whose lifetime Lucia v3 manages. Loads Lucia when it is called, so that an application
 * with other sessions never does. Lucia reads the system time, whatever `clock` says.
 */
export const luciaSessions: SessionProvider = (deps) => {
  const loaded = import('./lucia/lucia-lifetimes.ts').then(({ createLuciaLifetimes }) =>
    createLuciaLifetimes(deps),
  );
  return createStoredSessions(deps, {
    begin: async (id, accountId, attributes) => (await loaded).begin(id, accountId, attributes),
    check: async (id) => (await loaded).check(id),
  });
};
