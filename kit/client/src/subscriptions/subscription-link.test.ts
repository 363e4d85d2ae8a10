import { afterAll, describe, expect, test } from 'vitest';
import { createClient } from '../create-client.ts';
import { createMemoryTokenStorage } from '../session/create-memory-token-storage.ts';
import { type NotesRouter, startNotesServer } from '../testing/start-notes-server.ts';

const server = await startNotesServer();
afterAll(() => server.stop());

/** Collects what a subscription receives; `until` resolves with the values once it is true of them. */
function createObserver<Value>() {
  const values: Value[] = [];
  let check = () => {};
  return {
    observer: {
      onData(value: Value) {
        values.push(value);
        check();
      },
      onError: (error: unknown) => expect.unreachable(String(error)),
    },
    until: (isDone: (values: readonly Value[]) => boolean) =>
      new Promise<readonly Value[]>((resolve) => {
        check = () => {
          if (isDone(values)) resolve(values);
        };
        check();
      }),
  };
}

interface Counted {
  readonly id: string;
  readonly data: number;
}

describe('a subscription', () => {
  const client = createClient<NotesRouter>({ url: server.url });

  test('receives values until its caller leaves, which ends it on the server', async () => {
    const { observer, until } = createObserver<Counted>();
    const subscription = client.notes.count.subscribe({}, observer);
    expect(await until(({ length }) => length === 2)).toEqual([
      { id: '1', data: 1 },
      { id: '2', data: 2 },
    ]);

    const left = server.someoneLeaves();
    subscription.unsubscribe();
    await left;
  });

  test('goes on after its last value when the connection is cut', async () => {
    const { observer, until } = createObserver<Counted>();
    const subscription = client.notes.count.subscribe({}, observer);
    await until(({ length }) => length === 2);
    server.cutConnections();

    const values = await until(({ length }) => length === 4);
    expect(values.map(({ data }) => data)).toEqual([1, 2, 3, 4]);
    subscription.unsubscribe();
  });

  test('has the session of its client, and fails with the reason of the server without one', async () => {
    const storage = createMemoryTokenStorage();
    const own = createClient<NotesRouter>({
      url: server.url,
      session: { kind: 'token', storage },
    });
    const read = () =>
      new Promise((resolve, reject) => {
        own.notes.readOwn.subscribe(undefined, { onData: resolve, onError: reject });
      });
    await expect(read()).rejects.toMatchObject({ data: { reason: 'SESSION_ENDED' } });
    await own.auth.signIn.mutate('Ana');
    expect(await read()).toBe('Ana');
  });

  test('that fails for a moment is opened again after its last value', async () => {
    server.failAt(1);
    const states: string[] = [];
    const { observer, until } = createObserver<Counted>();
    const subscription = client.notes.countSlowly.subscribe(
      {},
      {
        ...observer,
        onConnectionStateChange: ({ state, error }) =>
          states.push(`${state} ${error === null ? '' : error.data?.reason}`.trim()),
      },
    );
    await until(({ length }) => length === 1);
    expect(states).toEqual(['connecting', 'pending', 'connecting DATABASE_BUSY', 'pending']);
    subscription.unsubscribe();

    const more = createObserver<Counted>();
    server.failAt(2);
    const resumed = client.notes.countSlowly.subscribe({ lastEventId: '1' }, more.observer);
    const values = await more.until(({ length }) => length === 1);
    expect(values.map(({ data }) => data)).toEqual([2]);
    resumed.unsubscribe();
  });

  test('that the server refuses fails with the reason of the response', async () => {
    server.refuseNext(401, { reason: 'TOKEN_INVALID', isRetryable: false, details: {} });
    const failure = await new Promise((resolve) => {
      client.notes.count.subscribe({}, { onError: resolve });
    });
    expect(failure).toMatchObject({ data: { reason: 'TOKEN_INVALID' } });
  });

  test('that the server refuses for a moment is opened again when the server says', async () => {
    const { length } = server.requests;
    const refusal = { reason: 'RATE_LIMITED', isRetryable: true, details: {} };
    server.refuseNext(429, refusal, { 'retry-after': '0' });
    const { observer, until } = createObserver<Counted>();
    const subscription = client.notes.count.subscribe({}, observer);
    await until((values) => values.length === 2);
    expect(server.requests.slice(length)).toEqual(['notes.count', 'notes.count']);
    subscription.unsubscribe();
  });

  test('that a proxy answers with an HTML page fails or is opened again, depending on the status', async () => {
    const answers = [502, 404];
    const own = createClient<NotesRouter>({
      url: server.url,
      fetch: async () => new Response('<html>', { status: answers.shift() ?? 200 }),
    });
    const failure = await new Promise((resolve) => {
      own.notes.count.subscribe({}, { onError: resolve });
    });
    expect(failure).toMatchObject({ message: 'The server answered with 404.' });
    expect(answers).toEqual([]);
  });

  test('that its caller leaves while it waits to be opened again is not opened', async () => {
    server.failAt(1);
    const client = createClient<NotesRouter>({ url: server.url });
    const before = server.requests.length;
    await new Promise<void>((resolve) => {
      const subscription = client.notes.countSlowly.subscribe(
        {},
        {
          onConnectionStateChange({ error }) {
            if (error === null) return;
            subscription.unsubscribe();
            resolve();
          },
        },
      );
    });
    await client.notes.list.query('a');
    expect(server.requests.slice(before)).toEqual(['notes.countSlowly', 'notes.list']);
  });

  test('reports the end of its session as a call does', async () => {
    const storage = createMemoryTokenStorage();
    const ended: unknown[] = [];
    const own = createClient<NotesRouter>({
      url: server.url,
      session: { kind: 'token', storage },
      onSessionEnded: (event) => ended.push(event.kind),
    });
    await own.auth.signIn.mutate('Ana');
    server.endSessions();
    const failure = await new Promise((resolve) => {
      own.notes.readOwn.subscribe(undefined, { onError: resolve });
    });

    expect(failure).toMatchObject({ data: { reason: 'SESSION_ENDED' } });
    expect(await storage.get()).toBeNull();
    expect(ended).toEqual(['session-ended']);
  });

  test('reports the end of its session also when visitors may open it', async () => {
    const { observer, until } = createObserver<Counted>();
    let hasEnded = () => {};
    const end = new Promise<void>((resolve) => {
      hasEnded = resolve;
    });
    const own = createClient<NotesRouter>({
      url: server.url,
      session: { kind: 'token', storage: createMemoryTokenStorage() },
      onSessionEnded: () => hasEnded(),
    });
    await own.auth.signIn.mutate('Ana');
    server.endSessions();
    const subscription = own.notes.count.subscribe({}, observer);
    await end;
    await until(({ length }) => length > 0);
    subscription.unsubscribe();
  });

  test('that its caller has left before it began is not opened', async () => {
    const { length } = server.requests;
    client.notes.count.subscribe({}, { onData() {} }).unsubscribe();
    await client.notes.list.query('a');
    expect(server.requests.slice(length)).toEqual(['notes.list']);
  });
});
