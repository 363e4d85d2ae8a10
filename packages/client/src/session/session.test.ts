import { afterEach, describe, expect, test } from 'vitest';
import { isClientError } from '../client-error.ts';
import { type ClientOptions, createClient } from '../create-client.ts';
import {
  createCookieFetch,
  type FakeBackRoom,
  startFakeBackRoom,
} from '../testing/start-fake-back-room.ts';
import { createMemoryTokenStorage } from './create-memory-token-storage.ts';
import type { SessionEndedEvent, TokenStorage } from './session-mode.ts';

let backRoom: FakeBackRoom | undefined;
afterEach(() => backRoom?.stop());

const ANA = { email: 'ana@example.com', password: 'a long pass phrase' };
const SECOND = { challenge: 'c'.repeat(43), secondFactor: { code: '123456' } };

async function setUp(
  options: Partial<ClientOptions> = {},
  server: Parameters<typeof startFakeBackRoom>[0] = {},
) {
  backRoom = await startFakeBackRoom(server);
  const ended: SessionEndedEvent[] = [];
  const onSessionEnded = (event: SessionEndedEvent) => ended.push(event);
  const client = createClient({ url: backRoom.url, onSessionEnded, ...options });
  return { backRoom, client, ended };
}

async function setUpTokens(
  storage: TokenStorage = createMemoryTokenStorage(),
  server: Parameters<typeof startFakeBackRoom>[0] = {},
) {
  return { storage, ...(await setUp({ session: { kind: 'token', storage } }, server)) };
}

const setUpCookies = () => setUp({ session: { kind: 'cookie' }, fetch: createCookieFetch() });

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'OK',
    (error: unknown) => (isClientError(error) ? (error.data?.reason ?? error.message) : 'unknown'),
  );

/** A storage that answers when it likes, as keychains do. */
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
  test('begins with the sign-in, and is presented from then on', async () => {
    const { backRoom, client, storage } = await setUpTokens();
    await client.auth.signIn.mutate(ANA);
    expect(await storage.get()).toBe('ts_1');
    await client.account.get.query();
    expect(backRoom.received).toMatchObject([
      { paths: ['auth.signIn'], token: null, sessionMode: 'token' },
      { paths: ['account.get'], token: 'ts_1' },
    ]);
  });

  test('begins with the second factor where one is wanted', async () => {
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

  test.each(['auth.signOut', 'account.delete'] as const)('is over after %s', async (path) => {
    const { backRoom, client, ended, storage } = await setUpTokens();
    await client.auth.signIn.mutate(ANA);
    if (path === 'auth.signOut') await client.auth.signOut.mutate();
    else await client.account.delete.mutate();
    expect(await storage.get()).toBeNull();
    expect(backRoom.live.size).toBe(0);
    expect(await reasonOf(client.account.get.query())).toBe('ACTOR_UNAUTHENTICATED');
    expect(ended).toEqual([]);
  });

  test('replaces the one before, which the sign-in does not present', async () => {
    const { backRoom, client, storage } = await setUpTokens();
    await client.auth.signIn.mutate(ANA);
    await client.auth.signIn.mutate(ANA);
    expect(await storage.get()).toBe('ts_2');
    expect(backRoom.received.map(({ token }) => token)).toEqual([null, null]);
  });

  test('does not begin when the token cannot be stored', async () => {
    const broken = {
      ...createMemoryTokenStorage(),
      set: () => Promise.reject(new Error('locked')),
    };
    const { client, storage } = await setUpTokens(broken);
    await expect(client.auth.signIn.mutate(ANA)).rejects.toThrow('locked');
    expect(await storage.get()).toBeNull();
  });

  test('stays as it was when a sign-in fails', async () => {
    const { client, storage } = await setUpTokens();
    await client.auth.signIn.mutate(ANA);
    const wrong = client.auth.signIn.mutate({ ...ANA, password: 'wrong' });
    expect(await reasonOf(wrong)).toBe('SIGN_IN_REJECTED');
    expect(await storage.get()).toBe('ts_1');
  });
});

describe('The end of a session by token', () => {
  test('is told once, however many calls meet it, and the token is cleared', async () => {
    const { backRoom, client, ended, storage } = await setUpTokens(createSlowStorage());
    await client.auth.signIn.mutate(ANA);
    backRoom.live.clear();
    // No answer leaves before every call has arrived with the token, which the first one clears.
    const gates = [backRoom.hold('account.get'), backRoom.hold('account.revokeOtherSessions')];
    const calls = [
      client.account.get.query(),
      client.account.listSessions.query(),
      client.account.revokeOtherSessions.mutate(),
      client.catalog.list.query({}),
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

  test('is told again for the next session', async () => {
    const { backRoom, client, ended } = await setUpTokens();
    for (let round = 0; round < 2; round++) {
      await client.auth.signIn.mutate(ANA);
      backRoom.live.clear();
      await reasonOf(client.account.get.query());
    }
    expect(ended.map(({ token }) => token)).toEqual(['ts_1', 'ts_2']);
  });

  test('is noticed on a call that anybody may make', async () => {
    const { backRoom, client, ended, storage } = await setUpTokens();
    await client.auth.signIn.mutate(ANA);
    backRoom.live.clear();
    await client.catalog.list.query({});
    expect(await storage.get()).toBeNull();
    expect(ended).toHaveLength(1);
  });

  test('is noticed by the reason of a failure where the header does not arrive', async () => {
    const storage = createMemoryTokenStorage();
    const { backRoom, client, ended } = await setUpTokens(storage, { tellsInHeader: false });
    await client.auth.signIn.mutate(ANA);
    backRoom.live.clear();
    await client.catalog.list.query({});
    expect(ended).toEqual([]);
    expect(await reasonOf(client.account.get.query())).toBe('SESSION_ENDED');
    expect(await storage.get()).toBeNull();
    expect(ended).toHaveLength(1);
  });

  test('is no news when it arrives after a new sign-in, whose token stays', async () => {
    const { backRoom, client, ended, storage } = await setUpTokens(createSlowStorage());
    await client.auth.signIn.mutate(ANA);
    backRoom.live.clear();
    const gate = backRoom.hold('account.get');
    const late = reasonOf(client.account.get.query());
    await gate.arrived;
    await client.auth.signIn.mutate(ANA);
    gate.release();
    expect(await late).toBe('SESSION_ENDED');
    expect(await storage.get()).toBe('ts_2');
    expect(await reasonOf(client.account.get.query())).toBe('OK');
    expect(ended).toEqual([]);
  });

  test('is no news after a sign-out', async () => {
    const { backRoom, client, ended } = await setUpTokens();
    await client.auth.signIn.mutate(ANA);
    backRoom.live.clear();
    const gate = backRoom.hold('account.get');
    const late = reasonOf(client.account.get.query());
    await gate.arrived;
    await client.auth.signOut.mutate();
    gate.release();
    expect(await late).toBe('SESSION_ENDED');
    expect(ended).toEqual([]);
  });

  test('is what the call fails with, even when the storage fails as well', async () => {
    const storage = createMemoryTokenStorage();
    const clear = () => Promise.reject(new Error('locked'));
    const { backRoom, client } = await setUpTokens({ ...storage, clear });
    await client.auth.signIn.mutate(ANA);
    backRoom.live.clear();
    expect(await reasonOf(client.account.get.query())).toBe('SESSION_ENDED');
    expect(await reasonOf(client.catalog.list.query({}))).toBe('locked');
  });
});

describe('A session by cookie', () => {
  test('is kept by the browser: credentials go along and no token is asked for', async () => {
    const { backRoom, client } = await setUpCookies();
    expect(await client.auth.signIn.mutate(ANA)).toMatchObject({ token: null });
    await client.account.get.query();
    expect(backRoom.received).toMatchObject([
      { token: null, sessionMode: undefined },
      { token: 'ts_1', sessionMode: undefined },
    ]);
  });

  test('tells of its end once, and again for the next', async () => {
    const { backRoom, client, ended } = await setUpCookies();
    for (let round = 1; round <= 2; round++) {
      await client.auth.signIn.mutate(ANA);
      backRoom.live.clear();
      const calls = [client.account.get.query(), client.account.listSessions.query()];
      await Promise.all([...calls, client.account.startTotp.mutate()].map(reasonOf));
      expect(await reasonOf(client.account.get.query())).toBe('ACTOR_UNAUTHENTICATED');
      expect(ended).toHaveLength(round);
    }
    expect(ended[0]).toEqual({ kind: 'session-ended', token: null });
  });

  test.each(['signIn', 'signOut'] as const)('has no late end after %s', async (path) => {
    const { backRoom, client, ended } = await setUpCookies();
    await client.auth.signIn.mutate(ANA);
    backRoom.live.clear();
    const gate = backRoom.hold('account.get');
    const late = reasonOf(client.account.get.query());
    await gate.arrived;
    if (path === 'signIn') await client.auth.signIn.mutate(ANA);
    else await client.auth.signOut.mutate();
    gate.release();
    expect(await late).toBe('SESSION_ENDED');
    expect(ended).toEqual([]);
  });

  test('that has ended is not mourned by whoever is signing in', async () => {
    const { backRoom, client, ended } = await setUpCookies();
    await client.auth.signIn.mutate(ANA);
    backRoom.live.clear();
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
    'is no end to tell of, also when %s is overtaken by an answer that says so',
    async (path) => {
      const { backRoom, client, ended } = await begin();
      await client.auth.signIn.mutate(ANA);
      const gate = backRoom.hold(path);
      const left =
        path === 'auth.signOut' ? client.auth.signOut.mutate() : client.account.delete.mutate();
      await gate.arrived;
      await client.catalog.list.query({});
      expect(await reasonOf(client.account.get.query())).not.toBe('OK');
      gate.release();
      await left;
      expect(ended).toEqual([]);
      await client.auth.signIn.mutate(ANA);
      expect(await reasonOf(client.account.get.query())).toBe('OK');
      backRoom.live.clear();
      await reasonOf(client.account.get.query());
      expect(ended).toHaveLength(1);
    },
  );

  test('that fails tells of an end that another call met meanwhile', async () => {
    const { backRoom, client, ended } = await begin();
    await client.auth.signIn.mutate(ANA);
    const gate = backRoom.hold('auth.signOut');
    const abort = new AbortController();
    const left = reasonOf(client.auth.signOut.mutate(undefined, { signal: abort.signal }));
    await gate.arrived;
    await client.catalog.list.query({});
    expect(ended).toEqual([]);
    abort.abort();
    await left;
    await expect.poll(() => ended).toHaveLength(1);
    gate.release();
  });
});

describe('A client with a token of its own', () => {
  test('hears once that its session has ended', async () => {
    const { client, ended } = await setUp({ token: 'ts_gone' });
    await reasonOf(client.account.get.query());
    await reasonOf(client.account.get.query());
    expect(ended).toEqual([{ kind: 'session-ended', token: 'ts_gone' }]);
  });

  test('has no session beside it', () => {
    const session = { kind: 'cookie' } as const;
    expect(() => createClient({ url: 'http://localhost', token: 'x', session })).toThrow(TypeError);
  });
});

describe('Calls that change who is calling', () => {
  test('share a request with no others, nor with each other', async () => {
    const { backRoom, client } = await setUpTokens();
    await Promise.all([
      client.catalog.list.query({}),
      client.auth.signIn.mutate(ANA),
      client.auth.signUp.mutate({ ...ANA, name: 'Ana' }),
      client.account.update.mutate({ name: 'Ana' }).catch(() => undefined),
      client.catalog.list.query({ limit: 2 }),
      client.account.delete.mutate(),
    ]);
    expect(backRoom.received.map(({ paths }) => paths.join()).sort()).toEqual([
      'account.delete',
      'account.update',
      'auth.signIn',
      'auth.signUp',
      'catalog.list,catalog.list',
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
      await client.catalog.list.query({});
      // Node tells of rejections when the microtasks are done.
      await new Promise((resolve) => setImmediate(resolve));
      expect(unhandled).toEqual([]);
    } finally {
      process.off('uncaughtException', note).off('unhandledRejection', note);
    }
  });

  test('need not be there', async () => {
    const storage = createMemoryTokenStorage();
    backRoom = await startFakeBackRoom();
    const client = createClient({ url: backRoom.url, session: { kind: 'token', storage } });
    await client.auth.signIn.mutate(ANA);
    backRoom.live.clear();
    expect(await reasonOf(client.account.get.query())).toBe('SESSION_ENDED');
    expect(await storage.get()).toBeNull();
  });
});
