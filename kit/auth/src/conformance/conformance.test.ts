import { useTestDatabase } from '@trastienda/testing/vitest';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SessionState } from '../collections/index.ts';
import { hashSecret } from '../secrets/one-time-secret.ts';
import type { SessionDeps, SessionProvider } from '../sessions/sessions.ts';
import { tokenSessions } from '../sessions/token-sessions.ts';
import { openAuthDatabase } from '../testing/open-auth-database.ts';
import { SESSION_GUARANTEES } from './index.ts';

const { database } = await useTestDatabase(openAuthDatabase);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

type Store = SessionDeps['database']['sessions'];

/** Returns sessions of plain tokens over a store of which parts are broken. */
const over =
  (breakStore: (store: Store) => Partial<Store>): SessionProvider =>
  (deps) => {
    const { sessions, accounts } = deps.database;
    const broken = { ...sessions, ...breakStore(sessions) };
    return tokenSessions({ ...deps, database: { accounts, sessions: broken } });
  };

const changed = (
  { findWithAccount }: Store,
  change: (session: SessionState) => SessionState,
): Pick<Store, 'findWithAccount'> => ({
  async findWithAccount(id) {
    const found = await findWithAccount(id);
    return found && { ...found, session: change(found.session) };
  },
});

/** Writes a whole session where it should change the expiry of a stored one. */
function reviving(store: Store): Partial<Store> {
  let read: SessionState | undefined;
  return {
    async findWithAccount(id) {
      const found = await store.findWithAccount(id);
      read = found?.session;
      return found;
    },
    async extend(id, expiresAt) {
      await store.delete(id);
      if (read !== undefined) await store.insert({ ...read, expiresAt });
    },
  };
}

const cached: SessionProvider = (deps) => {
  const sessions = tokenSessions(deps);
  const seen = new Map<string, ReturnType<typeof sessions.authenticate>>();
  return {
    ...sessions,
    authenticate(token) {
      const found = seen.get(token) ?? sessions.authenticate(token);
      seen.set(token, found);
      return found;
    },
  };
};

const FAR = new Date('9999-01-01T00:00:00.000Z');

const BROKEN: Record<string, { provider: SessionProvider; breaks: string }> = {
  'caches what it has read': {
    provider: cached,
    breaks: 'A session that was ended is over at once, in every process',
  },
  'never extends': {
    provider: over(() => ({ extend: async () => undefined })),
    breaks: 'A session is extended when half of the sliding time is over, and not before',
  },
  'inserts what it extends': {
    provider: over(reviving),
    breaks: 'A session that is ended while a call extends it stays ended',
  },
  'knows no absolute end': {
    provider: over((store) =>
      changed(store, (session) => ({
        ...session,
        attributes: { ...session.attributes, absoluteExpiresAt: FAR },
      })),
    ),
    breaks: 'A session ends at its absolute end, however much it is used',
  },
  'does not look at the account': {
    provider: over(({ findWithAccount }) => ({
      async findWithAccount(id) {
        const found = await findWithAccount(id);
        if (found === null) return null;
        const attributes = { ...found.account.attributes, disabledAt: null };
        return { ...found, account: { ...found.account, attributes } };
      },
    })),
    breaks: 'A session of a disabled account is over, also when the account is enabled again',
  },
  'accepts a hash': {
    provider: (deps) => {
      const sessions = tokenSessions(deps);
      const tokens = new Map<string, string>();
      return {
        ...sessions,
        async start(...args) {
          const started = await sessions.start(...args);
          tokens.set(hashSecret(started.token), started.token);
          return started;
        },
        authenticate: (token) => sessions.authenticate(tokens.get(token) ?? token),
      };
    },
    breaks: 'Storage has no token, and nothing that is accepted as one',
  },
  'ends the sessions of others': {
    provider: over((store) => ({
      deleteByPublicId: async (_, publicId) => publicId !== '' || store.delete(publicId),
    })),
    breaks: 'An account neither ends nor renews the session of another',
  },
  'keeps every session': {
    provider: over(() => ({ deleteLeastSeen: async () => 0 })),
    breaks: 'An account has 100 sessions at most: the one that was not seen for longest ends',
  },
};

test.each(Object.entries(BROKEN))(
  'sessions that break a promise are found: one that %s',
  async (_, { provider, breaks }) => {
    const guarantee = SESSION_GUARANTEES.find(({ title }) => title === breaks);
    const checked = guarantee?.check({ provider, database, setTime: (at) => vi.setSystemTime(at) });
    await expect(checked).rejects.toMatchObject({ name: 'AssertionError' });
  },
);
