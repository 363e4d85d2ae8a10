import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createClient } from '../create-client.ts';
import type { NotesRouter } from '../testing/start-notes-server.ts';
import { type RetryOptions, retryCalls } from './retry-calls.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

const ok = (data: unknown) => () => Response.json({ result: { data } });
const refused = (data: object, headers: Record<string, string> = {}) => {
  const error = { message: 'no', code: -32000, data: { code: 'TIMEOUT', ...data } };
  return () => Response.json({ error }, { status: 503, headers });
};
const busy = (headers?: Record<string, string>) => refused({ isRetryable: true }, headers);
const unreachable = () => Promise.reject(new TypeError('fetch failed'));

type Answer = () => Response | Promise<Response>;

/** Creates a client that gets these answers one after the other; notes when it asked. */
function answering(answers: Answer[], retries: RetryOptions = {}) {
  const askedAt: number[] = [];
  const keys: (string | null)[] = [];
  const client = createClient<NotesRouter>(
    {
      url: 'http://localhost:3000',
      batch: false,
      retries: retryCalls(retries),
      async fetch(_url, { headers }) {
        askedAt.push(Date.now());
        keys.push(new Headers(headers).get('idempotency-key'));
        return (answers.shift() ?? ok('nothing left'))();
      },
    },
    { promises: { keyed: ['notes.addOnce'], natural: ['auth.signOut'] } },
  );
  return { client, askedAt, keys };
}

async function settled<Value>(work: Promise<Value>): Promise<Value | Error> {
  const caught = work.catch((error: Error) => error);
  await vi.advanceTimersByTimeAsync(60_000);
  return caught;
}

describe('a call that fails temporarily', () => {
  test('is repeated with a growing delay until it succeeds', async () => {
    const { client, askedAt } = answering([unreachable, busy(), ok(['milk'])]);
    expect(await settled(client.notes.list.query('m'))).toEqual(['milk']);
    const [first = 0, second = 0, third = 0] = askedAt;
    expect(second - first).toBeGreaterThanOrEqual(125);
    expect(second - first).toBeLessThanOrEqual(376);
    expect(third - second).toBeGreaterThanOrEqual(250);
    expect(third - second).toBeLessThanOrEqual(751);
  });

  test('fails with the last error when all attempts have failed', async () => {
    const { client, askedAt } = answering([unreachable, unreachable, busy()], { attempts: 3 });
    expect(await settled(client.notes.list.query('m'))).toMatchObject({
      data: { isRetryable: true },
    });
    expect(askedAt).toHaveLength(3);
  });

  test.each([
    ['the header in seconds', busy({ 'retry-after': '3' }), 3000],
    ['the header as a date', busy({ 'retry-after': 'Thu, 01 Jan 1970 00:00:05 GMT' }), 5000],
    ['the details', refused({ isRetryable: true, details: { retryAfterSeconds: 2 } }), 2000],
  ])('waits as long as the server asks in %s', async (_where, answer, delayMs) => {
    const { client, askedAt } = answering([answer, ok(['milk'])]);
    await settled(client.notes.list.query('m'));
    expect(askedAt).toEqual([askedAt[0], (askedAt[0] ?? 0) + delayMs]);
  });

  test('is not repeated when the server asks for too long a wait', async () => {
    const { client, askedAt } = answering([busy({ 'retry-after': '3600' })]);
    expect(await settled(client.notes.list.query('m'))).toBeInstanceOf(Error);
    expect(askedAt).toHaveLength(1);
  });

  test('stops waiting when the caller aborts it', async () => {
    const { client, askedAt } = answering([busy({ 'retry-after': '5' })]);
    const abort = new AbortController();
    const call = client.notes.list.query('m', { signal: abort.signal }).catch(String);
    await vi.advanceTimersByTimeAsync(1000);
    abort.abort(new Error('enough'));
    expect(await call).toContain('enough');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(askedAt).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a call is not repeated', () => {
  test('when the same call would fail again', async () => {
    const { client, askedAt } = answering([refused({ isRetryable: false })]);
    expect(await settled(client.notes.list.query('m'))).toBeInstanceOf(Error);
    expect(askedAt).toHaveLength(1);
  });

  test('when it changes something and has no key', async () => {
    const { client, askedAt } = answering([unreachable]);
    expect(await settled(client.notes.add.mutate('milk'))).toBeInstanceOf(Error);
    expect(askedAt).toHaveLength(1);
  });

  test('unless the application says that it may be', async () => {
    const isRepeatable = ({ path }: { path: string }) => path === 'notes.add';
    const { client, askedAt } = answering([unreachable, ok(4)], { isRepeatable });
    expect(await settled(client.notes.add.mutate('milk'))).toBe(4);
    expect(askedAt).toHaveLength(2);
  });

  test('or it has an idempotency key, which stays the same', async () => {
    const { client, keys } = answering([unreachable, busy(), ok('k')]);
    expect(await settled(client.notes.addOnce.mutate({ text: 'milk' }))).toBe('k');
    expect(keys).toHaveLength(3);
    expect(keys[0]).toMatch(/^\S{16,}$/);
    expect(new Set(keys).size).toBe(1);
  });

  test('or it has no further effect when it is repeated', async () => {
    const { client, askedAt } = answering([unreachable, ok(null)]);
    await settled(client.auth.signOut.mutate());
    expect(askedAt).toHaveLength(2);
  });
});
