import { loggerLink } from '@trpc/client';
import { initTRPC } from '@trpc/server';
import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import type { ClientOptions, ClientProtocol } from './client-options.ts';
import { createClient } from './create-client.ts';
import { createUploadForm } from './create-upload-form.ts';
import { createMemoryTokenStorage } from './session/create-memory-token-storage.ts';
import type { SessionEndedEvent } from './session/session-mode.ts';
import {
  type NotesRouter,
  type NotesServer,
  startNotesServer,
} from './testing/start-notes-server.ts';

let server: NotesServer;
beforeEach(async () => {
  server = await startNotesServer();
});
afterEach(() => server.stop());

const create = (options: Partial<ClientOptions> = {}, protocol: ClientProtocol = {}) =>
  createClient<NotesRouter>({ url: server.url, ...options }, protocol);

function createWithSession(protocol: ClientProtocol = {}) {
  const storage = createMemoryTokenStorage();
  const ended: SessionEndedEvent[] = [];
  const onSessionEnded = (event: SessionEndedEvent) => ended.push(event);
  const client = create({ session: { kind: 'token', storage }, onSessionEnded }, protocol);
  return { client, storage, ended };
}

describe('a client of any router', () => {
  test('has its procedures with their types', async () => {
    const titles = await create().notes.list.query('milk');
    expect(titles).toEqual(['milk 1', 'milk 2']);
    expectTypeOf(titles).toEqualTypeOf<string[]>();
  });

  test('rejects a router whose wire is not plain JSON at compile time', () => {
    const transformer = { serialize: String, deserialize: String };
    const { router } = initTRPC.create({ transformer });
    const other = router({});
    // @ts-expect-error: the router has a transformer.
    expect(() => createClient<typeof other>({ url: server.url })).not.toThrow();
  });

  test('sends calls of one tick in one request, within the limits of a batch', async () => {
    const client = create({ batch: { maxCalls: 2, maxInputBytes: 10 } });
    await Promise.all(['a', 'b', 'c'].map((prefix) => client.notes.list.query(prefix)));
    await Promise.all([client.notes.add.mutate('short'), client.notes.add.mutate('x'.repeat(20))]);
    expect(server.requests.toSorted()).toEqual([
      'notes.add',
      'notes.add',
      'notes.list',
      'notes.list,notes.list',
    ]);
  });

  test('reads headers before each request, with the calls that it carries', async () => {
    const sent: string[][] = [];
    const headers: ClientOptions['headers'] = (calls) => {
      sent.push(calls.map(({ path, type }) => `${type} ${path}`));
      return {};
    };
    const client = create({ headers });
    await Promise.all([client.notes.list.query('a'), client.notes.list.query('b')]);
    await client.notes.add.mutate('milk');
    expect(sent).toEqual([['query notes.list', 'query notes.list'], ['mutation notes.add']]);
  });

  test('shows each call and its outcome once to the links of a logger', async () => {
    const logged: string[] = [];
    const client = create({
      links: [
        loggerLink({
          logger: (entry) => {
            const outcome = entry.direction === 'up' ? 'sent' : typeof entry.result;
            logged.push(`${entry.path} ${outcome}`);
          },
        }),
      ],
    });
    await Promise.all([client.notes.list.query('a'), client.notes.add.mutate('b')]);
    expect(logged.sort()).toEqual([
      'notes.add object',
      'notes.add sent',
      'notes.list object',
      'notes.list sent',
    ]);
  });

  test('finds the procedures below another path', async () => {
    const urls: string[] = [];
    const fetch: ClientOptions['fetch'] = (url, init) => {
      urls.push(url);
      return globalThis.fetch(url.replace('/rpc/', '/trpc/'), init);
    };
    await create({ fetch, batch: false }, { path: '/rpc' }).notes.list.query('a');
    expect(urls[0]).toMatch(/\/rpc\/notes\.list\?/);
  });

  test('uploads a file with text fields', async () => {
    const form = createUploadForm(new Blob(['pixels']), {
      name: 'cat.png',
      fields: { tag: ['cat', 'night'], album: undefined },
    });
    expect(await create().photos.upload.mutate(form)).toEqual({
      name: 'cat.png',
      text: 'pixels',
      tags: ['cat', 'night'],
    });
  });
});

describe('a session', () => {
  test('starts, is sent and ends by a neutral protocol that needs no settings', async () => {
    const { client, storage, ended } = createWithSession();
    await client.auth.signIn.mutate('ana');
    expect(await client.account.get.query()).toBe('Ana');
    server.endSessions();
    await client.notes.list.query('a');
    expect(ended).toEqual([{ kind: 'session-ended', token: 'session-1' }]);
    expect(await storage.get()).toBeNull();
  });

  test('is cleared by a sign-out, which is not reported as its end', async () => {
    const { client, storage, ended } = createWithSession();
    await client.auth.signIn.mutate('ana');
    await client.auth.signOut.mutate();
    expect([await storage.get(), ended]).toEqual([null, []]);
  });

  test('has the header and the procedures that the application names', async () => {
    const sessions = { header: 'notes-session', signIns: ['door.enter'], signOuts: ['door.leave'] };
    const { client, storage, ended } = createWithSession({ sessions });
    await Promise.all([client.door.enter.mutate(), client.door.knock.query()]);
    // What stands beside a sign-in is sent alone.
    expect(server.requests.toSorted()).toEqual(['door.enter', 'door.knock']);
    expect(await storage.get()).toBe('session-1');
    await client.door.leave.mutate();
    expect(await storage.get()).toBeNull();
    await client.door.enter.mutate();
    server.endSessions();
    await client.notes.list.query('a');
    expect(ended).toHaveLength(1);
  });

  test('is followed by the step after a sign-in, before the sign-in resolves', async () => {
    const steps: string[] = [];
    const { client } = createWithSession({
      onSignedIn: async () => {
        steps.push(await client.account.get.query());
      },
    });
    await client.auth.signIn.mutate('ana');
    expect(steps).toEqual(['Ana']);
  });

  test('is not lost when the step after the sign-in fails', async () => {
    const onSignedIn = () => Promise.reject(new Error('not carried over'));
    const { client } = createWithSession({ onSignedIn });
    expect(await client.auth.signIn.mutate('ana')).toMatchObject({ status: 'signed-in' });
    expect(await client.account.get.query()).toBe('Ana');
  });
});
