import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ClientOptions } from '../client-options.ts';
import { createClient } from '../create-client.ts';
import { createClientErrorGuard } from '../errors/client-error.ts';
import { retryCalls } from '../retries/retry-calls.ts';
import type { NotesRouter } from '../testing/start-notes-server.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Sent {
  readonly deadline: string | null;
  readonly key: string | null;
  readonly signal: AbortSignal | null | undefined;
}

type Answer = (init: RequestInit) => Promise<Response>;

/** No response arrives; the request ends when it is aborted. */
const silent: Answer = ({ signal }) =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
const unreachable: Answer = () => Promise.reject(new TypeError('fetch failed'));
const answered =
  (body: unknown): Answer =>
  async () =>
    Response.json(body);
const ok = (data: unknown) => answered({ result: { data } });

/** Creates a client that gets these answers one after the other. */
function answering(answers: Answer[], options: Partial<ClientOptions> = {}) {
  const sent: Sent[] = [];
  const client = createClient<NotesRouter>(
    {
      url: 'http://server.test',
      batch: false,
      ...options,
      fetch(_url, init) {
        const headers = new Headers(init.headers);
        const [deadline, key] = ['x-deadline-ms', 'idempotency-key'].map((name) =>
          headers.get(name),
        );
        sent.push({ deadline: deadline ?? null, key: key ?? null, signal: init.signal });
        return (answers.shift() ?? unreachable)(init);
      },
    },
    { promises: { keyed: ['notes.addOnce'], cached: ['notes.pages'] } },
  );
  return { client, sent };
}

/** Returns how the call ends, and when. */
async function ending(call: Promise<unknown>) {
  const ended = call.then(
    (value) => ({ value, atMs: Date.now() }),
    (error: unknown) => ({ error, atMs: Date.now() }),
  );
  await vi.advanceTimersByTimeAsync(60_000);
  return ended;
}

const EXCEEDED = { data: { reason: 'DEADLINE_EXCEEDED', isRetryable: true } };

describe('A call with a deadline', () => {
  test('tells the server how long it has, and is answered in time', async () => {
    const { client, sent } = answering([ok(['milk'])], { deadlineMs: 5000 });
    expect(await ending(client.notes.list.query('m'))).toEqual({ value: ['milk'], atMs: 0 });
    expect(sent).toMatchObject([{ deadline: '5000' }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is aborted when it passes, and fails with the reason that the server has for it', async () => {
    const { client, sent } = answering([silent], { deadlineMs: 5000 });
    const { error, atMs } = Object(await ending(client.notes.list.query('m')));
    expect(atMs).toBe(5000);
    expect(createClientErrorGuard<NotesRouter>()(error)).toBe(true);
    expect(error).toMatchObject({
      message: 'The call took longer than it may.',
      data: {
        ...EXCEEDED.data,
        ...{ code: 'TIMEOUT', httpStatus: 408, path: 'notes.list', details: { deadlineMs: 5000 } },
        ...{ fields: {}, issues: [], requestId: null },
      },
    });
    expect(sent[0]?.signal?.aborted).toBe(true);
  });

  test('has its own instead of that of the client', async () => {
    const { client, sent } = answering([silent], { deadlineMs: 5000 });
    const context = { deadlineMs: 200 };
    expect(await ending(client.notes.list.query('m', { context }))).toMatchObject({
      ...{ atMs: 200, error: EXCEEDED },
    });
    expect(sent).toMatchObject([{ deadline: '200' }]);
  });

  test('shares it between its attempts: each sends what remains', async () => {
    const busy = answered({
      error: {
        code: -32000,
        message: 'busy',
        data: { isRetryable: true, details: { retryAfterSeconds: 2 } },
      },
    });
    const { client, sent } = answering([busy, busy, silent], {
      deadlineMs: 5000,
      retries: retryCalls(),
    });
    expect(await ending(client.notes.list.query('m'))).toMatchObject({
      ...{ atMs: 5000, error: EXCEEDED },
    });
    expect(sent.map(({ deadline }) => deadline)).toEqual(['5000', '3000', '1000']);
  });

  test('is not sent again after it has passed during the wait for an attempt', async () => {
    const busy = answered({
      error: {
        code: -32000,
        message: 'busy',
        data: { isRetryable: true, details: { retryAfterSeconds: 9 } },
      },
    });
    const { client, sent } = answering([busy], { deadlineMs: 5000, retries: retryCalls() });
    expect(await ending(client.notes.list.query('m'))).toMatchObject({ atMs: 5000 });
    expect(sent).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('keeps its idempotency key, because it may have had its effect', async () => {
    const { client, sent } = answering([silent, ok('done')], { deadlineMs: 5000 });
    const input = { text: 'milk' };
    expect(await ending(client.notes.addOnce.mutate(input))).toMatchObject({ error: EXCEEDED });
    await ending(client.notes.addOnce.mutate(input));
    expect(sent[0]?.key).toMatch(/^\S{16,}$/);
    expect(sent[1]?.key).toBe(sent[0]?.key);
  });

  test('can still be aborted by its caller, with that reason', async () => {
    const { client } = answering([silent], { deadlineMs: 5000 });
    const abort = new AbortController();
    const call = client.notes.list.query('m', { signal: abort.signal }).catch((e: unknown) => e);
    await vi.advanceTimersByTimeAsync(1000);
    abort.abort();
    const error = await call;
    expect(error).toMatchObject({ cause: { name: 'AbortError' } });
    expect(error).toHaveProperty('data', undefined);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that caches may answer does not tell it, and ends with it all the same', async () => {
    const { client, sent } = answering([silent], { deadlineMs: 5000 });
    expect(await ending(client.notes.pages.query({}))).toMatchObject({
      ...{ atMs: 5000, error: EXCEEDED },
    });
    expect(sent).toMatchObject([{ deadline: null, signal: { aborted: true } }]);
  });

  test.each([0, -1, 1.5, Number.NaN, 1_000_000_000, 'soon', null])(
    'is rejected when it is no time: %s',
    async (deadlineMs) => {
      const { client, sent } = answering([]);
      const context = { deadlineMs };
      const message = 'deadlineMs must be a whole number from 1 to 999999999.';
      const call = client.notes.list.query('m', { context });
      expect(await ending(call)).toMatchObject({ error: { message } });
      expect(sent).toEqual([]);
      if (typeof deadlineMs !== 'number') return;
      expect(() => answering([], { deadlineMs })).toThrow(message);
    },
  );
});

describe('A batch', () => {
  const listed = answered([{ result: { data: ['a'] } }, { result: { data: ['b'] } }]);
  const list = (client: ReturnType<typeof answering>['client'], deadlineMs?: number) =>
    ending(
      client.notes.list.query('m', deadlineMs === undefined ? {} : { context: { deadlineMs } }),
    );

  test('has the longest deadline of its calls, and the client ends the others', async () => {
    const late: Answer = (init) =>
      new Promise((resolve) => setTimeout(() => resolve(listed(init)), 500));
    const { client, sent } = answering([late], { batch: true });
    const calls = [client.notes.list.query('a', { context: { deadlineMs: 200 } })];
    calls.push(client.notes.list.query('b', { context: { deadlineMs: 900 } }));
    const [short, long] = await Promise.all(calls.map(ending));
    expect(short).toMatchObject({ atMs: 200, error: EXCEEDED });
    expect(long).toMatchObject({ value: ['b'] });
    expect(sent).toMatchObject([{ deadline: '900', signal: { aborted: false } }]);
  });

  test('has none when one of its calls has none', async () => {
    const { client, sent } = answering([listed], { batch: true });
    await Promise.all([list(client, 200), list(client)]);
    expect(sent).toMatchObject([{ deadline: null }]);
  });
});
