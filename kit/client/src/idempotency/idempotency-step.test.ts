import { afterAll, expect, test } from 'vitest';
import type { ClientProtocol } from '../client-options.ts';
import { createClient } from '../create-client.ts';
import { type NotesRouter, startNotesServer } from '../testing/start-notes-server.ts';

const server = await startNotesServer();
afterAll(() => server.stop());

const promises = { keyed: ['notes.addOnce'], natural: [] };
const isKey = /^\S{16,}$/;

/** Creates a client whose requests fail as these answers say, and are sent after them. */
function create(
  answers: (Response | Error | Promise<Error>)[] = [],
  protocol: ClientProtocol = { promises },
) {
  const keys: (string | null)[] = [];
  const client = createClient<NotesRouter>(
    {
      url: server.url,
      async fetch(url, init) {
        keys.push(new Headers(init.headers).get('idempotency-key'));
        const answer = await (answers.shift() ?? fetch(url, init));
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    protocol,
  );
  return { client, keys };
}

function failure(data: object): Response {
  const error = { message: 'no', code: -32000, data };
  return Response.json({ error });
}

test('A keyed call has a key without further ado, and others have none', async () => {
  const { client, keys } = create();
  expect(await client.notes.addOnce.mutate({ text: 'milk' })).toMatch(isKey);
  await client.notes.add.mutate('milk');
  await client.notes.list.query('milk');
  expect(keys).toEqual([expect.stringMatching(isKey), null, null]);
});

test('Calls with one object are one intention until the server has answered', async () => {
  const note = { text: 'milk' };
  const { client, keys } = create([new TypeError('fetch failed')]);
  await expect(client.notes.addOnce.mutate(note)).rejects.toThrow('fetch failed');
  await client.notes.addOnce.mutate(note);
  await client.notes.addOnce.mutate(note);
  const [first, second, third] = keys;
  expect(second).toBe(first);
  expect(third).not.toBe(second);
});

test('Calls with one object at the same time have one key', async () => {
  const note = { text: 'milk' };
  const { client, keys } = create();
  await Promise.all([client.notes.addOnce.mutate(note), client.notes.addOnce.mutate(note)]);
  expect(keys[1]).toBe(keys[0]);
});

test('The answer to one of two calls with one object does not give the other another key', async () => {
  const note = { text: 'milk' };
  let lose = () => {};
  const lost = new Promise<Error>((resolve) => {
    lose = () => resolve(new TypeError('fetch failed'));
  });
  const { client, keys } = create([lost]);
  const both = [client.notes.addOnce.mutate(note), client.notes.addOnce.mutate(note)];
  const settled = Promise.allSettled(both);
  await Promise.race(both);
  lose();
  expect((await settled).map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await client.notes.addOnce.mutate(note);
  expect([keys.length, new Set(keys).size]).toEqual([3, 1]);
});

test('Equal objects are two intentions', async () => {
  const { client, keys } = create();
  await client.notes.addOnce.mutate({ text: 'milk' });
  await client.notes.addOnce.mutate({ text: 'milk' });
  expect(new Set(keys).size).toBe(2);
});

test.each([
  ['a failure that may be temporary', { isRetryable: true, httpStatus: 409 }, true],
  ['a failure of the server', { isRetryable: false, httpStatus: 500 }, true],
  ['a failure that says no', { isRetryable: false, httpStatus: 409 }, false],
])('After %s the key of an intention is kept: %s', async (_what, data, isKept) => {
  const note = { text: 'milk' };
  const { client, keys } = create([failure(data)]);
  await expect(client.notes.addOnce.mutate(note)).rejects.toThrow('no');
  await client.notes.addOnce.mutate(note);
  expect(keys[0] === keys[1]).toBe(isKept);
});

test('A call has the key that it is given, also when the client knows no promises', async () => {
  const context = { idempotencyKey: 'key-of-a-restored-call' };
  for (const protocol of [{ promises }, {}]) {
    const { client } = create([], protocol);
    const key = await client.notes.addOnce.mutate({ text: 'milk' }, { context });
    expect(key).toBe(context.idempotencyKey);
  }
});

test('The attempts of a mutation of TanStack Query are one intention, whatever copies their input', async () => {
  const context = { mutation: {} };
  const { client, keys } = create([new TypeError('fetch failed')]);
  const add = () => client.notes.addOnce.mutate({ text: 'milk' }, { context });
  await expect(add()).rejects.toThrow('fetch failed');
  await add();
  expect(keys[1]).toBe(keys[0]);
});

test('A mutation that is started again with the input of one without an answer has its key', async () => {
  const note = { text: 'milk' };
  const { client, keys } = create([new TypeError('fetch failed')]);
  const add = () => client.notes.addOnce.mutate(note, { context: { mutation: {} } });
  await expect(add()).rejects.toThrow('fetch failed');
  await add();
  expect(keys[1]).toBe(keys[0]);
});

test('A keyed call shares a request with no other', async () => {
  const { client } = create();
  const before = server.requests.length;
  await Promise.all([
    client.notes.add.mutate('milk'),
    client.notes.addOnce.mutate({ text: 'milk' }),
    client.notes.addOnce.mutate({ text: 'bread' }),
    client.notes.add.mutate('bread'),
  ]);
  expect(server.requests.slice(before).toSorted()).toEqual([
    'notes.add,notes.add',
    'notes.addOnce',
    'notes.addOnce',
  ]);
});
