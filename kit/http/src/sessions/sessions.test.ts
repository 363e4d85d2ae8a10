import { ANONYMOUS, BaseError } from '@trastienda/base';
import { at } from '@trastienda/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NotesError, ROLES } from '../testing/notes-router.ts';
import {
  type NotesAppOptions,
  startTestServer,
  type TestServer,
} from '../testing/start-test-server.ts';
import { startedSession } from '../testing/started-session.ts';

const NEW_TOKEN = 'ts_new-session';
const ANA = {
  kind: 'account',
  role: 'admin',
  permissions: ROLES.permissions,
  isRecent: true,
  accountId: '0123456789abcdef01234567',
  sessionId: '0123456789abcdef01234567',
} as const;

let backRoom: TestServer;
/** Use cases that ran. */
let ran: string[];

async function start(app: Partial<NotesAppOptions> = {}): Promise<string> {
  const note = (name: string) => void ran.push(name);
  backRoom = await startTestServer({
    notes: {
      async signIn({ email }) {
        note('signIn');
        return email.startsWith('totp')
          ? { kind: 'second-factor', required: CHALLENGE }
          : startedSession(NEW_TOKEN);
      },
      async signOut() {
        note('signOut');
        return { acknowledged: true };
      },
      async enableAccount() {
        note('enable');
        throw new NotesError('ACCOUNT_NOT_FOUND');
      },
    },
    app: {
      publicUrl: () => 'https://api.app.example',
      corsOrigins: ['https://app.example'],
      authenticator: {
        async authenticate(token) {
          return token === 'ts_ana' ? ANA : { ...ANONYMOUS, hasEndedSession: true };
        },
      },
      ...app,
    },
  });
  return backRoom.url;
}
beforeEach(() => {
  ran = [];
});
afterEach(() => backRoom.server.close());

const CHALLENGE = {
  status: 'second-factor-required' as const,
  challenge: 'a-challenge-of-some-length',
};
const OWN = { origin: 'https://app.example' };
const COOKIE = { cookie: '__Host-app=ts_ana' };
const SIGN_IN = { email: 'ana@app.example', password: 'x' };

async function post(url: string, path: string, input: unknown, headers: Record<string, string>) {
  const response = await fetch(`${url}/trpc/${path}`, {
    method: 'POST',
    body: JSON.stringify(input) ?? null,
    headers: { 'content-type': 'application/json', ...headers },
  });
  const body: unknown = await response.json();
  return {
    reason: at(body, 'error', 'data', 'reason'),
    message: at(body, 'error', 'message'),
    data: at(body, 'result', 'data'),
    setCookie: response.headers.getSetCookie(),
    session: response.headers.get('app-session'),
    status: response.status,
  };
}

describe('A sign-in', () => {
  test('returns the token in the cookie only', async () => {
    const { data, setCookie } = await post(await start(), 'auth.signIn', SIGN_IN, OWN);
    expect(data).toMatchObject({ status: 'signed-in', token: null });
    expect(JSON.stringify(data)).not.toContain(NEW_TOKEN);
    expect(setCookie).toEqual([
      expect.stringMatching(/^__Host-app=ts_new-session; Max-Age=155\d{5}; Path=\/; Http/),
    ]);
  });

  test('returns the token to a caller that requests it, and sets no cookie', async () => {
    const headers = { 'app-session': 'token' };
    const { data, setCookie } = await post(await start(), 'auth.signIn', SIGN_IN, headers);
    expect(data).toMatchObject({ token: NEW_TOKEN });
    expect(setCookie).toEqual([]);
  });

  test('that requires a second factor returns neither token nor cookie', async () => {
    const input = { ...SIGN_IN, email: 'totp@app.example' };
    const { data, setCookie } = await post(await start(), 'auth.signIn', input, OWN);
    expect(data).toEqual(CHALLENGE);
    expect(setCookie).toEqual([]);
  });

  test.each<Record<string, string>>([
    {},
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-site' },
  ])('by a page that is not the app’s is rejected before it begins: %j', async (headers) => {
    const { reason, setCookie } = await post(await start(), 'auth.signIn', SIGN_IN, headers);
    expect(reason).toBe('ORIGIN_REJECTED');
    expect(setCookie).toEqual([]);
    expect(ran).toEqual([]);
  });

  test('without an origin or the header is rejected with the header to send', async () => {
    const { message } = await post(await start(), 'auth.signIn', SIGN_IN, {});
    expect(message).toContain('`app-session: token`');
    expect(message).toContain('`origin`');
    expect(message).not.toContain('app.example');
    const headers = { 'app-session': 'token' };
    const { data } = await post(await start(), 'auth.signIn', SIGN_IN, headers);
    expect(data).toMatchObject({ token: NEW_TOKEN });
  });

  test.each<Record<string, string>>([
    { origin: 'https://api.app.example' },
    { 'sec-fetch-site': 'same-origin' },
  ])('by a page of this server is allowed: %j', async (headers) => {
    const { setCookie } = await post(await start(), 'auth.signIn', SIGN_IN, headers);
    expect(setCookie).toHaveLength(1);
  });

  test('with a streamed response is rejected before it begins, because it cannot set a cookie', async () => {
    const url = await start();
    const response = await fetch(`${url}/trpc/auth.signIn?batch=1`, {
      method: 'POST',
      body: JSON.stringify({ 0: SIGN_IN }),
      headers: { 'content-type': 'application/json', 'trpc-accept': 'application/jsonl', ...OWN },
    });
    expect(await response.text()).toContain('MEDIA_UNSUPPORTED');
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(ran).toEqual([]);
  });

  test('over REST, which never streams, sets a cookie whatever the caller accepts', async () => {
    const url = await start({ rest: { document: () => ({}) } });
    const response = await fetch(`${url}/api/auth/sign-in`, {
      method: 'POST',
      body: JSON.stringify(SIGN_IN),
      headers: {
        'content-type': 'application/json',
        ...{ accept: 'application/jsonl', 'trpc-accept': 'application/jsonl' },
        ...OWN,
      },
    });
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()).toHaveLength(1);
  });

  test('by a page of another site is rejected when the browser would drop the cookie', async () => {
    const url = await start();
    const headers = { ...OWN, 'sec-fetch-site': 'cross-site' };
    const { reason, message, setCookie } = await post(url, 'auth.signIn', SIGN_IN, headers);
    expect(reason).toBe('ORIGIN_REJECTED');
    expect(message).toContain('APP_COOKIES=cross-site');
    expect(setCookie).toEqual([]);
    expect(ran).toEqual([]);
    const asToken = { ...headers, 'app-session': 'token' };
    expect((await post(url, 'auth.signIn', SIGN_IN, asToken)).data).toMatchObject({
      token: NEW_TOKEN,
    });
  });

  test('across sites sets a cookie that browsers send along there', async () => {
    const url = await start({ cookies: 'cross-site' });
    const headers = { ...OWN, 'sec-fetch-site': 'cross-site' };
    const { setCookie } = await post(url, 'auth.signIn', SIGN_IN, headers);
    expect(setCookie[0]).toMatch(/Secure; SameSite=None; Partitioned$/);
  });
});

describe('A session in a cookie', () => {
  test('identifies its caller', async () => {
    const url = await start();
    const response = await fetch(`${url}/trpc/notes.list`, { headers: COOKIE });
    expect(response.status).toBe(200);
    expect(backRoom.lines().at(-1)).toMatchObject({ actor: 'account:0123456789abcdef01234567' });
  });

  test.each<[string, Record<string, string>]>([
    ['a request without an origin', {}],
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['a page of a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['a page of another origin that forges other headers', { referer: 'https://app.example/' }],
  ])('changes nothing for %s', async (_, headers) => {
    const url = await start();
    const id = '0123456789abcdef01234567';
    for (const path of ['accounts.enable', 'auth.signOut']) {
      const refused = await post(url, path, { id }, { ...COOKIE, ...headers });
      expect(refused).toMatchObject({ reason: 'ORIGIN_REJECTED', status: 403, setCookie: [] });
    }
    expect(ran).toEqual([]);
  });

  test.each<[string, Record<string, string>, string]>([
    ['no origin', {}, 'send an `origin` header with the origin of the app'],
    ['another origin', { origin: 'https://evil.example' }, 'APP_CORS_ORIGINS'],
  ])('that is forwarded with %s is rejected with what is missing', async (_, headers, advice) => {
    const url = await start();
    const { message } = await post(url, 'auth.signOut', undefined, { ...COOKIE, ...headers });
    expect(message).toContain(advice);
    expect(message).not.toContain('app.example');
    // As the rejection says, a server that renders pages adds the header, and it works.
    const forwarded = { ...COOKIE, origin: 'https://app.example' };
    const { reason } = await post(url, 'auth.signOut', undefined, forwarded);
    expect(reason).toBeUndefined();
  });

  test('changes what a page of the app asks for', async () => {
    const { reason } = await post(await start(), 'auth.signOut', undefined, { ...COOKIE, ...OWN });
    expect(reason).toBeUndefined();
    expect(ran).toEqual(['signOut']);
  });

  test('is deleted at sign-out', async () => {
    const { setCookie } = await post(await start(), 'auth.signOut', undefined, {
      ...COOKIE,
      ...OWN,
    });
    expect(setCookie).toEqual([expect.stringMatching(/^__Host-app=; Max-Age=0; Path=\/;/)]);
  });

  test('continues when a streamed response cannot remove it', async () => {
    const url = await start();
    const signOut = async (headers: Record<string, string>) =>
      fetch(`${url}/trpc/auth.signOut?batch=1`, {
        method: 'POST',
        body: '{}',
        headers: {
          'content-type': 'application/json',
          'trpc-accept': 'application/jsonl',
          ...headers,
        },
      }).then((response) => response.text());
    expect(await signOut({ ...COOKIE, ...OWN })).toContain('MEDIA_UNSUPPORTED');
    expect(ran).toEqual([]);
    expect(await signOut({ authorization: 'Bearer ts_ana' })).not.toContain('MEDIA_UNSUPPORTED');
    expect(ran).toEqual(['signOut']);
  });

  test('is kept at a sign-out by token', async () => {
    const headers = { ...COOKIE, authorization: 'Bearer ts_ana' };
    const { setCookie, status } = await post(await start(), 'auth.signOut', undefined, headers);
    expect(status).toBe(200);
    expect(setCookie).toEqual([]);
  });

  test('is ignored beside a header, so that a page cannot combine it with its own header', async () => {
    const url = await start();
    const headers = { ...COOKIE, authorization: 'Bearer ts_over' };
    const response = await fetch(`${url}/trpc/accounts.list`, { headers });
    expect(at(await response.json(), 'error', 'data', 'reason')).toBe('SESSION_ENDED');
  });

  test('is not accepted under a name that another host could set', async () => {
    const url = await start();
    const headers = { cookie: 'app=ts_ana' };
    const response = await fetch(`${url}/trpc/accounts.list`, { headers });
    expect(at(await response.json(), 'error', 'data', 'reason')).toBe('ACTOR_UNAUTHENTICATED');
  });
});

describe('A session that has ended', () => {
  test.each<[string, Record<string, string>]>([
    ['in a cookie', { cookie: '__Host-app=ts_over' }],
    ['in the header', { authorization: 'Bearer ts_over' }],
    ['in a cookie that holds something else', { cookie: '__Host-app=tk_key' }],
  ])('%s is reported, and leaves its caller the public calls only', async (_, headers) => {
    const url = await start();
    const visited = await fetch(`${url}/trpc/notes.list`, { headers });
    expect(visited.status).toBe(200);
    expect(visited.headers.get('app-session')).toBe('ended');
    const refused = await fetch(`${url}/trpc/accounts.list`, { headers });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('app-session')).toBe('ended');
    expect(at(await refused.json(), 'error', 'data', 'reason')).toBe('SESSION_ENDED');
  });

  test('is removed from the browser, also when the response is streamed', async () => {
    const url = await start();
    const cookie = '__Host-app=ts_over';
    for (const more of [{}, { 'trpc-accept': 'application/jsonl' }]) {
      const response = await fetch(`${url}/trpc/notes.list?batch=1&input=%7B%220%22:%7B%7D%7D`, {
        headers: { cookie, ...more },
      });
      await response.text();
      expect(response.headers.getSetCookie()).toEqual([expect.stringContaining('Max-Age=0')]);
    }
  });

  test.each<[string, string, RequestInit, string]>([
    [
      'is too large',
      'notes.list',
      { method: 'POST', body: 'x'.repeat(20_000) },
      'REQUEST_TOO_LARGE',
    ],
    ['is of a kind that is not taken', 'notes.create', { method: 'POST' }, 'MEDIA_UNSUPPORTED'],
    ['names no procedure', 'no.such', {}, 'PROCEDURE_NOT_FOUND'],
  ])(
    'is reported and removed from the browser when the request %s',
    async (_, path, init, reason) => {
      const url = await start();
      const headers = { cookie: '__Host-app=ts_over', ...OWN };
      const response = await fetch(`${url}/trpc/${path}`, { ...init, headers });
      expect(at(await response.json(), 'error', 'data', 'reason')).toBe(reason);
      expect(response.headers.get('app-session')).toBe('ended');
      expect(response.headers.getSetCookie()).toEqual([expect.stringContaining('Max-Age=0')]);
    },
  );

  test('is replaced by a new one at sign-in', async () => {
    const headers = { cookie: '__Host-app=ts_over', ...OWN };
    const { setCookie } = await post(await start(), 'auth.signIn', SIGN_IN, headers);
    expect(setCookie).toEqual([expect.stringMatching(/^__Host-app=ts_new-session;/)]);
  });

  test('is not reported for a valid session, nor without one', async () => {
    const url = await start();
    for (const headers of [COOKIE, {}] as Record<string, string>[]) {
      const response = await fetch(`${url}/trpc/notes.list`, { headers });
      expect(response.headers.has('app-session')).toBe(false);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  });
});

describe('Retry-After', () => {
  test('is the longest wait of the batch', async () => {
    const waits: Record<string, number> = { 'notes.get': 7, 'notes.count': 41 };
    const url = await start({
      async consume({ path }) {
        const retryAfterSeconds = waits[path];
        if (retryAfterSeconds === undefined) return;
        throw new BaseError('RATE_LIMITED', { details: { retryAfterSeconds } });
      },
    });
    const input = encodeURIComponent(JSON.stringify({ 0: { slug: 'note' }, 1: {}, 2: {} }));
    const path = 'notes.get,notes.list,notes.count';
    const response = await fetch(`${url}/trpc/${path}?batch=1&input=${input}`);
    const body: unknown = await response.json();
    expect([0, 1, 2].map((index) => at(body, index, 'error', 'data', 'reason'))).toEqual([
      'RATE_LIMITED',
      undefined,
      'RATE_LIMITED',
    ]);
    expect(response.headers.get('retry-after')).toBe('41');
    const one = await fetch(`${url}/trpc/notes.count`);
    expect([one.status, one.headers.get('retry-after')]).toEqual([429, '41']);
  });

  test('is absent when no call was limited', async () => {
    const response = await fetch(`${await start()}/trpc/notes.list`);
    expect(response.headers.has('retry-after')).toBe(false);
  });
});
