import {
  createMemoryTokenStorage,
  type SessionEndedEvent,
  type TokenStorage,
} from '@trastienda/client';
import { afterEach, describe, expect, test } from 'vitest';
import { isClientError } from './client-error.ts';
import { type ClientOptions, createClient } from './create-client.ts';
import {
  createCookieFetch,
  type FakeServer,
  startFakeServer,
} from './testing/start-fake-server.ts';

let fakeServer: FakeServer | undefined;
afterEach(() => fakeServer?.stop());

const ANA = { email: 'ana@example.com', password: 'a long pass phrase' };
/** A public call that is made as its caller. */
const FRESH = { context: { cached: false } };
const SECOND = { challenge: 'c'.repeat(43), secondFactor: { code: '123456' } };

async function setUp(
  options: Partial<ClientOptions> = {},
  server: Parameters<typeof startFakeServer>[0] = {},
) {
  fakeServer = await startFakeServer(server);
  const ended: SessionEndedEvent[] = [];
  const onSessionEnded = (event: SessionEndedEvent) => ended.push(event);
  const client = createClient({ url: fakeServer.url, onSessionEnded, ...options });
  return { fakeServer, client, ended };
}

async function setUpTokens(
  storage: TokenStorage = createMemoryTokenStorage(),
  server: Parameters<typeof startFakeServer>[0] = {},
) {
  return { storage, ...(await setUp({ session: { kind: 'token', storage } }, server)) };
}

const setUpCookies = () => setUp({ session: { kind: 'cookie' }, fetch: createCookieFetch() });

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'OK',
    (error: unknown) => (isClientError(error) ? (error.data?.reason ?? error.message) : 'unknown'),
  );

/** A storage that responds on request, as slow as keychains can be. */
function createSlowStorage(): TokenStorage {
  const storage = createMemoryTokenStorage();
  const later = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    get: () => later().then(storage.get),
    set: (token) => later().then(() => storage.set(token)),
    clear: () => later().then(storage.clear),
  };
}

describe('A session by token', () => {
  test('starts with the sign-in, and is sent from then on', async () => {
    const { fakeServer, client, storage } = await setUpTokens();
    await client.auth.signIn.mutate(ANA);
    expect(await storage.get()).toBe('ts_1');
    await client.account.get.query();
    expect(fakeServer.received).toMatchObject([
      { paths: ['auth.signIn'], token: null, sessionMode: 'token' },
      { paths: ['account.get'], token: 'ts_1' },
    ]);
  });

  test('starts after the second factor where one is required', async () => {
    const { client, storage } = await setUpTokens();
    const first = await client.auth.signIn.mutate({ ...ANA, email: 'totp@example.com' });
    expect(first.status).toBe('second-factor-required');
    expect(await storage.get()).toBeNull();
    await client.auth.completeSignIn.mutate(SECOND);
    expect(await storage.get()).toBe('ts_1');
  });

  test('is stored before the sign-in resolves, and cleared before the sign-out does', async () => {
    const { client, storage } = await setUpTokens(createSlowStorage());
    let seen = await client.auth.signIn.mutate(ANA).then(() => storage.get());
    expect(seen).toBe('ts_1');
    seen = await client.auth.signOut.mutate().then(() => storage.get());
    expect(seen).toBeNull();
  });

  test.each(['auth.signOut', 'account.delete'] as const)('ends after %s', async (path) => {
    const { fakeServer, client, ended, storage } = await setUpTokens();
    await client.auth.signIn.mutate(ANA);
    if (path === 'auth.signOut') await client.auth.signOut.mutate();
    else await client.account.delete.mutate();
    expect(await storage.get()).toBeNull();
    expect(fakeServer.live.size).toBe(0);
    expect(await reasonOf(client.account.get.query())).toBe('ACTOR_UNAUTHENTICATED');
    expect(ended).toEqual([]);
  });

  test('replaces the previous one, which the sign-in does not send', async () => {
    const { fakeServer, client, storage } = await setUpTokens();
    await client.auth.signIn.mutate(ANA);
    await client.auth.signIn.mutate(ANA);
    expect(await storage.get()).toBe('ts_2');
    expect(fakeServer.received.map(({ token }) => token)).toEqual([null, null]);
  });

  test('does not start when the token cannot be stored', async () => {
    const broken = {
      ...createMemoryTokenStorage(),
      set: () => Promise.reject(new Error('locked')),
    };
    const { client, storage } = await setUpTokens(broken);
    await expect(client.auth.signIn.mutate(ANA)).rejects.toThrow('locked');
    expect(await storage.get()).toBeNull();
  });

  test('stays unchanged when a sign-in fails', async () => {
    const { client, storage } = await setUpTokens();
    await client.auth.signIn.mutate(ANA);
    const wrong = client.auth.signIn.mutate({ ...ANA, password: 'wrong' });
    expect(await reasonOf(wrong)).toBe('SIGN_IN_REJECTED');
    expect(await storage.get()).toBe('ts_1');
  });
});

describe('The end of a session by token', () => {
  test('notifies the listener once, however many calls notice it, and clears the token', async () => {
    const { fakeServer, client, ended, storage } = await setUpTokens(createSlowStorage());
    await client.auth.signIn.mutate(ANA);
    fakeServer.live.clear();
    // No answer leaves before every call has arrived with the token, which the first one clears.
    const gates = [fakeServer.hold('account.get'), fakeServer.hold('account.revokeOtherSessions')];
    const calls = [
      client.account.get.query(),
      client.account.listSessions.query(),
      client.account.revokeOtherSessions.mutate(),
      client.catalog.list.query({}, FRESH),
    ].map(reasonOf);
    await Promise.all(gates.map(({ arrived }) => arrived));
    for (const gate of gates) gate.release();
    expect(await Promise.all(calls)).toEqual([
      'SESSION_ENDED',
      'SESSION_ENDED',
      'SESSION_ENDED',
      'OK',
    ]);
    expect(await storage.get()).toBeNull();
    expect(await reasonOf(client.account.get.query())).toBe('ACTOR_UNAUTHENTICATED');
    expect(ended).toEqual([{ kind: 'session-ended', token: 'ts_1' }]);
  });

  test('notifies the listener again for the next session', async () => {
    const { fakeServer, client, ended } = await setUpTokens();
    for (let round = 0; round < 2; round++) {
      await client.auth.signIn.mutate(ANA);
      fakeServer.live.clear();
      await reasonOf(client.account.get.query());
    }
    expect(ended.map(({ token }) => token)).toEqual(['ts_1', 'ts_2']);
  });

  test('is noticed by a public call', async () => {
    const { fakeServer, client, ended, storage } = await setUpTokens();
    await client.auth.signIn.mutate(ANA);
    fakeServer.live.clear();
    await client.catalog.list.query({}, FRESH);
    expect(await storage.get()).toBeNull();
    expect(ended).toHaveLength(1);
  });

  test('is noticed by the reason of a failure where the header is missing', async () => {
    const storage = createMemoryTokenStorage();
    const { fakeServer, client, ended } = await setUpTokens(storage, { tellsInHeader: false });
    await client.auth.signIn.mutate(ANA);
    fakeServer.live.clear();
    await client.catalog.list.query({}, FRESH);
    expect(ended).toEqual([]);
    expect(await reasonOf(client.account.get.query())).toBe('SESSION_ENDED');
    expect(await storage.get()).toBeNull();
    expect(ended).toHaveLength(1);
  });

  test('is ignored when it arrives after a new sign-in, whose token stays', async () => {
    const { fakeServer, client, ended, storage } = await setUpTokens(createSlowStorage());
    await client.auth.signIn.mutate(ANA);
    fakeServer.live.clear();
    const gate = fakeServer.hold('account.get');
    const late = reasonOf(client.account.get.query());
    await gate.arrived;
    await client.auth.signIn.mutate(ANA);
    gate.release();
    expect(await late).toBe('SESSION_ENDED');
    expect(await storage.get()).toBe('ts_2');
    expect(await reasonOf(client.account.get.query())).toBe('OK');
    expect(ended).toEqual([]);
  });

  test('is ignored after a sign-out', async () => {
    const { fakeServer, client, ended } = await setUpTokens();
    await client.auth.signIn.mutate(ANA);
    fakeServer.live.clear();
    const gate = fakeServer.hold('account.get');
    const late = reasonOf(client.account.get.query());
    await gate.arrived;
    await client.auth.signOut.mutate();
    gate.release();
    expect(await late).toBe('SESSION_ENDED');
    expect(ended).toEqual([]);
  });

  test('is the failure of the call, even when the storage fails as well', async () => {
    const storage = createMemoryTokenStorage();
    const clear = () => Promise.reject(new Error('locked'));
    const { fakeServer, client } = await setUpTokens({ ...storage, clear });
    await client.auth.signIn.mutate(ANA);
    fakeServer.live.clear();
    expect(await reasonOf(client.account.get.query())).toBe('SESSION_ENDED');
    expect(await reasonOf(client.catalog.list.query({}, FRESH))).toBe('locked');
  });
});

describe('A session by cookie', () => {
  test('is kept by the browser: credentials are included and no token is requested', async () => {
    const { fakeServer, client } = await setUpCookies();
    expect(await client.auth.signIn.mutate(ANA)).toMatchObject({ token: null });
    await client.account.get.query();
    expect(fakeServer.received).toMatchObject([
      { token: null, sessionMode: undefined },
      { token: 'ts_1', sessionMode: undefined },
    ]);
  });

  test('notifies the listener of its end once, and again for the next', async () => {
    const { fakeServer, client, ended } = await setUpCookies();
    for (let round = 1; round <= 2; round++) {
      await client.auth.signIn.mutate(ANA);
      fakeServer.live.clear();
      const calls = [client.account.get.query(), client.account.listSessions.query()];
      await Promise.all([...calls, client.account.startTotp.mutate()].map(reasonOf));
      expect(await reasonOf(client.account.get.query())).toBe('ACTOR_UNAUTHENTICATED');
      expect(ended).toHaveLength(round);
    }
    expect(ended[0]).toEqual({ kind: 'session-ended', token: null });
  });

  test.each(['signIn', 'signOut'] as const)('ignores a late end after %s', async (path) => {
    const { fakeServer, client, ended } = await setUpCookies();
    await client.auth.signIn.mutate(ANA);
    fakeServer.live.clear();
    const gate = fakeServer.hold('account.get');
    const late = reasonOf(client.account.get.query());
    await gate.arrived;
    if (path === 'signIn') await client.auth.signIn.mutate(ANA);
    else await client.auth.signOut.mutate();
    gate.release();
    expect(await late).toBe('SESSION_ENDED');
    expect(ended).toEqual([]);
  });

  test('does not notify a caller who is signing in of its end', async () => {
    const { fakeServer, client, ended } = await setUpCookies();
    await client.auth.signIn.mutate(ANA);
    fakeServer.live.clear();
    await reasonOf(client.auth.signIn.mutate({ ...ANA, password: 'wrong' }));
    await client.auth.signIn.mutate({ ...ANA, email: 'totp@example.com' });
    expect(ended).toEqual([]);
  });
});

describe.each([
  ['token', () => setUpTokens()],
  ['cookie', () => setUpCookies()],
] as const)('Leaving a session by %s', (_kind, begin) => {
  test.each(['auth.signOut', 'account.delete'] as const)(
    'is no end of session, even when an overtaking response to %s reports one',
    async (path) => {
      const { fakeServer, client, ended } = await begin();
      await client.auth.signIn.mutate(ANA);
      const gate = fakeServer.hold(path);
      const left =
        path === 'auth.signOut' ? client.auth.signOut.mutate() : client.account.delete.mutate();
      await gate.arrived;
      await client.catalog.list.query({}, FRESH);
      expect(await reasonOf(client.account.get.query())).not.toBe('OK');
      gate.release();
      await left;
      expect(ended).toEqual([]);
      await client.auth.signIn.mutate(ANA);
      expect(await reasonOf(client.account.get.query())).toBe('OK');
      fakeServer.live.clear();
      await reasonOf(client.account.get.query());
      expect(ended).toHaveLength(1);
    },
  );

  test('that fails notifies the listener of an end that another call noticed', async () => {
    const { fakeServer, client, ended } = await begin();
    await client.auth.signIn.mutate(ANA);
    const gate = fakeServer.hold('auth.signOut');
    const abort = new AbortController();
    const left = reasonOf(client.auth.signOut.mutate(undefined, { signal: abort.signal }));
    await gate.arrived;
    await client.catalog.list.query({}, FRESH);
    expect(ended).toEqual([]);
    abort.abort();
    await left;
    await expect.poll(() => ended).toHaveLength(1);
    gate.release();
  });
});

describe('A client with an explicit token', () => {
  test('is notified once that its session has ended', async () => {
    const { client, ended } = await setUp({ token: 'ts_gone' });
    await reasonOf(client.account.get.query());
    await reasonOf(client.account.get.query());
    expect(ended).toEqual([{ kind: 'session-ended', token: 'ts_gone' }]);
  });

  test('cannot also have a session', () => {
    const session = { kind: 'cookie' } as const;
    expect(() => createClient({ url: 'http://localhost', token: 'x', session })).toThrow(TypeError);
  });
});

describe('Calls that change who is calling', () => {
  test('are sent alone, not even with each other', async () => {
    const { fakeServer, client } = await setUpTokens();
    await Promise.all([
      client.orders.list.query({}),
      client.auth.signIn.mutate(ANA),
      client.auth.signUp.mutate({ ...ANA, name: 'Ana' }),
      client.account.update.mutate({ name: 'Ana' }).catch(() => undefined),
      client.orders.list.query({ limit: 2 }),
      client.account.delete.mutate(),
    ]);
    expect(fakeServer.received.map(({ paths }) => paths.join()).sort()).toEqual([
      'account.delete',
      'account.update',
      'auth.signIn',
      'auth.signUp',
      'orders.list,orders.list',
    ]);
  });
});

describe('A listener', () => {
  test.each([
    [
      'throws',
      () => {
        throw new Error('listener');
      },
    ],
    ['rejects', () => Promise.reject(new Error('listener'))],
  ])('that %s fails no call and leaves no error unhandled', async (_how, onSessionEnded) => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => unhandled.push(error);
    process.on('uncaughtException', note).on('unhandledRejection', note);
    try {
      const { client } = await setUp({ token: 'ts_gone', onSessionEnded });
      await client.catalog.list.query({}, FRESH);
      // Node reports rejections after the microtasks.
      await new Promise((resolve) => setImmediate(resolve));
      expect(unhandled).toEqual([]);
    } finally {
      process.off('uncaughtException', note).off('unhandledRejection', note);
    }
  });

  test('is optional', async () => {
    const storage = createMemoryTokenStorage();
    fakeServer = await startFakeServer();
    const client = createClient({ url: fakeServer.url, session: { kind: 'token', storage } });
    await client.auth.signIn.mutate(ANA);
    fakeServer.live.clear();
    expect(await reasonOf(client.account.get.query())).toBe('SESSION_ENDED');
    expect(await storage.get()).toBeNull();
  });
});
