import { describe, expect, test } from 'vitest';
import type { ClientOptions } from '../client-options.ts';
import { createClient } from '../create-client.ts';
import { createFakeFetch } from '../fake-server/create-fake-fetch.ts';
import { retryCalls } from '../retries/retry-calls.ts';
import { createServerClient } from '../server/create-server-client.ts';
import { createMemoryTokenStorage } from '../session/create-memory-token-storage.ts';
import type { SessionEndedEvent } from '../session/session-mode.ts';
import type { NotesRouter } from '../testing/start-notes-server.ts';

const protocol = { promises: { cached: ['notes.pages'] } };
const answer = createFakeFetch<NotesRouter>({
  'notes.list': (prefix) => [prefix],
  'notes.pages': ({ prefix = '' } = {}) => ({ items: [prefix], nextCursor: null }),
});

interface Sent {
  readonly url: URL;
  readonly init: RequestInit;
  readonly headers: Record<string, string>;
}

function recorder() {
  const sent: Sent[] = [];
  const fetch: ClientOptions['fetch'] = (address, init) => {
    const headers = Object.fromEntries(new Headers(init.headers));
    sent.push({ url: new URL(address), init, headers });
    return answer(address, init);
  };
  return { sent, fetch };
}

function setUp(options: Partial<ClientOptions> = {}) {
  const { sent, fetch } = recorder();
  const all = { url: 'http://server.test', fetch, ...options };
  return { sent, client: createClient<NotesRouter>(all, protocol) };
}

const pathOf = ({ url }: Sent) => url.pathname.replace('/trpc/', '');

describe('A query that declares `cache`', () => {
  test('is asked for by one URL, in whatever order its input was written', async () => {
    const { sent, client } = setUp();
    await client.notes.pages.query({ prefix: 'ñ', cursor: '1' });
    await client.notes.pages.query({ cursor: '1', prefix: 'ñ' });
    await client.notes.pages.query({ prefix: 'ñ' });
    const absent: Record<string, undefined> = { cursor: undefined };
    await client.notes.pages.query({ ...absent, prefix: 'ñ' });
    const input = (value: object) => `?input=${encodeURIComponent(JSON.stringify(value))}`;
    expect(sent.map(({ url }) => url.search)).toEqual([
      input({ cursor: '1', prefix: 'ñ' }),
      input({ cursor: '1', prefix: 'ñ' }),
      input({ prefix: 'ñ' }),
      input({ prefix: 'ñ' }),
    ]);
    expect(sent.map(({ init }) => init.method)).toEqual(['GET', 'GET', 'GET', 'GET']);
  });

  test('is sent alone, while other calls share a request', async () => {
    const { sent, client } = setUp();
    await Promise.all([
      client.notes.list.query('a'),
      client.notes.pages.query({ prefix: 'a' }),
      client.notes.pages.query({ prefix: 'b' }),
      client.notes.list.query('b'),
    ]);
    expect(sent.map(pathOf).sort()).toEqual([
      'notes.list,notes.list',
      'notes.pages',
      'notes.pages',
    ]);
  });

  test.each<[string, Partial<ClientOptions>]>([
    ['an API key', { token: () => 'secret' }],
    ['a session in a cookie', { session: { kind: 'cookie' } }],
    ['a session by token', { session: { kind: 'token', storage: createMemoryTokenStorage() } }],
    ['headers of its own', { headers: () => ({ 'notes-guest': 'g1' }) }],
    ['a deadline', { deadlineMs: 5000 }],
  ])('says nothing of a caller with %s, and lets caches of browsers answer', async (_, options) => {
    if (options.session?.kind === 'token') await options.session.storage.set('secret');
    const { sent, client } = setUp(options);
    const context = { idempotencyKey: 'k'.repeat(22) };
    await client.notes.pages.query({}, { context });
    expect(sent.map(({ headers }) => headers)).toEqual([{}]);
    expect(sent[0]?.init).toMatchObject({ credentials: 'omit' });
    expect(sent[0]?.init).not.toHaveProperty('cache');
  });

  test('has no cookie and no origin of a visitor, when a page is rendered', async () => {
    const { sent, fetch } = recorder();
    const headers = new Headers({ cookie: 'session=1', origin: 'https://notes.example' });
    const options = { url: 'http://server.test', fetch };
    const client = createServerClient<NotesRouter>(options, { headers }, protocol);
    await Promise.all([client.notes.pages.query({}), client.notes.list.query('a')]);
    const byPath = Object.fromEntries(sent.map((each) => [pathOf(each), each.headers]));
    expect(byPath).toEqual({
      'notes.pages': {},
      'notes.list': { cookie: 'session=1', origin: 'https://notes.example' },
    });
  });

  test('neither ends nor changes the session, whatever its response says', async () => {
    const storage = createMemoryTokenStorage();
    await storage.set('secret');
    const ended: SessionEndedEvent[] = [];
    const error = { code: -32001, message: 'no', data: { reason: 'SESSION_ENDED' } };
    const answers = [{ result: { data: { items: [], nextCursor: null } } }, { error }];
    const { client } = setUp({
      session: { kind: 'token', storage },
      onSessionEnded: (event) => ended.push(event),
      fetch: async () => Response.json(answers.shift(), { headers: { 'x-session': 'ended' } }),
    });
    await client.notes.pages.query({});
    await expect(client.notes.pages.query({})).rejects.toMatchObject({
      data: { reason: 'SESSION_ENDED' },
    });
    expect([await storage.get(), ended]).toEqual(['secret', []]);
  });

  test('is repeated like any other', async () => {
    let failures = 1;
    const { client } = setUp({
      retries: retryCalls(),
      fetch(address, init) {
        if (failures-- > 0) throw new TypeError('fetch failed');
        return answer(address, init);
      },
    });
    expect(await client.notes.pages.query({ prefix: 'a' })).toMatchObject({ items: ['a'] });
  });

  test('of which a call wants a fresh answer goes to the server with its caller', async () => {
    const { sent, client } = setUp({ token: 'secret' });
    const context = { cached: false };
    await Promise.all([
      client.notes.pages.query({}, { context }),
      client.notes.list.query('a', { context }),
    ]);
    const byPath = Object.fromEntries(sent.map((each) => [pathOf(each), each.headers]));
    expect(byPath).toEqual({
      'notes.pages': { authorization: 'Bearer secret', 'cache-control': 'no-cache' },
      'notes.list': { authorization: 'Bearer secret' },
    });
  });

  test('is a call like all others for a client without caching', async () => {
    const { sent, client } = setUp({ caching: false, token: 'secret' });
    await Promise.all([client.notes.pages.query({}), client.notes.list.query('a')]);
    expect(sent.map(pathOf)).toEqual(['notes.pages,notes.list']);
    expect(sent[0]?.headers).toEqual({ authorization: 'Bearer secret' });
  });
});
