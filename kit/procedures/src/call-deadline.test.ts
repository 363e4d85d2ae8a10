import {
  ANONYMOUS,
  BASE_ERRORS,
  BaseError,
  type Deadline,
  defineRoles,
  isBaseError,
} from '@trastienda/base';
import { getTRPCErrorFromUnknown } from '@trpc/server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { CallRecord, ProcedureContext } from './context.ts';
import { createProcedures } from './create-procedures.ts';

interface Notes {
  /** What a resolver does with the signal of its call. */
  readonly work: (signal: AbortSignal) => Promise<'done'>;
}

const { t, query, mutation, toAppError } = createProcedures<{ readonly notes: Notes }>()({
  errors: BASE_ERRORS,
  roles: defineRoles({ permissions: ['notes:read'], roles: { member: ['notes:read'] } }),
  limits: [],
});

const output = z.literal('done');
const open = { access: 'public', summary: 'Does something', output } as const;
const router = t.router({
  read: query(open, ({ ctx, signal }) => ctx.notes.work(signal)),
  write: mutation({ ...open, idempotency: 'none' }, ({ ctx, signal }) => ctx.notes.work(signal)),
  brief: query({ ...open, deadline: 200 }, ({ ctx, signal }) => ctx.notes.work(signal)),
  signOut: mutation({ ...open, idempotency: 'natural', session: 'end' }, ({ ctx, signal }) =>
    ctx.notes.work(signal),
  ),
});

const calls: CallRecord[] = [];
let cleared = 0;

function contextOf(
  work: Notes['work'],
  parts: Partial<ProcedureContext<'member', 'notes:read'>> = {},
) {
  const context: ProcedureContext<'member', 'notes:read'> = {
    actor: ANONYMOUS,
    origin: {
      ...{ actor: ANONYMOUS, requestId: 'r-1', device: 'a test' },
      ...{ source: '192.0.2.1', network: '192.0.2.0/24' },
    },
    session: {
      requireDeliverable() {},
      deliver: () => expect.unreachable('A session was delivered.'),
      requireClearable() {},
      clear() {
        cleared += 1;
      },
    },
    consume: async () => {},
    requestId: 'r-1',
    onCall: (call) => calls.push(call),
    ...parts,
  };
  return { ...context, notes: { work } };
}

const callerOf = (
  work: Notes['work'],
  parts?: Partial<ProcedureContext<'member', 'notes:read'>>,
  signal?: AbortSignal,
) => router.createCaller(contextOf(work, parts), signal && { signal });

/** Work that never ends by itself, and tells why it was aborted. */
function createEndless() {
  const reasons: unknown[] = [];
  const work = (signal: AbortSignal) =>
    new Promise<'done'>((_, reject) => {
      signal.addEventListener('abort', () => {
        reasons.push(signal.reason);
        reject(signal.reason);
      });
    });
  return { work, reasons };
}

const failureOf = async (call: Promise<unknown>) =>
  toAppError(await call.then(() => expect.unreachable('It succeeded.'), getTRPCErrorFromUnknown));

beforeEach(() => {
  calls.length = 0;
  cleared = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('a call whose deadline passes', () => {
  test.each([
    ['read', 15_000],
    ['write', 30_000],
    ['brief', 200],
  ] as const)('%s fails after %d ms with its own reason', async (path, deadlineMs) => {
    const { work } = createEndless();
    let isAnswered = false;
    const failure = failureOf(callerOf(work)[path]()).finally(() => {
      isAnswered = true;
    });
    await vi.advanceTimersByTimeAsync(deadlineMs - 1);
    expect(isAnswered).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await failure).toMatchObject({
      ...{ reason: 'DEADLINE_EXCEEDED', details: { deadlineMs } },
      definition: { trpc: 'TIMEOUT', retryable: true, logLevel: 'warn' },
    });
    expect(calls).toMatchObject([{ path, code: 'DEADLINE_EXCEEDED', durationMs: deadlineMs }]);
  });

  test('fails earlier where its caller gives it less time, and not later', async () => {
    const brief = failureOf(callerOf(createEndless().work, { maxDeadlineMs: 100 }).read());
    const declared = failureOf(callerOf(createEndless().work, { maxDeadlineMs: 9000 }).brief());
    await vi.advanceTimersByTimeAsync(200);
    expect((await brief).details).toEqual({ deadlineMs: 100 });
    expect((await declared).details).toEqual({ deadlineMs: 200 });
  });

  test('is aborted, with the same reason', async () => {
    const { work, reasons } = createEndless();
    const failure = failureOf(callerOf(work).brief());
    await vi.advanceTimersByTimeAsync(200);
    expect(reasons).toEqual([await failure]);
  });

  test('is answered even when its work heeds no signal, and only once', async () => {
    let finish = (_: 'done') => {};
    const work = () =>
      new Promise<'done'>((resolve) => {
        finish = resolve;
      });
    const failure = failureOf(callerOf(work).signOut());
    await vi.advanceTimersByTimeAsync(30_000);
    expect((await failure).reason).toBe('DEADLINE_EXCEEDED');
    finish('done');
    await vi.runAllTimersAsync();
    expect(calls).toHaveLength(1);
    // The response that would clear the cookie has been sent.
    expect(cleared).toBe(0);
  });

  test('is aborted in work that asks for the signal afterwards', async () => {
    let proceed = () => {};
    const begun = new Promise<void>((resolve) => {
      proceed = resolve;
    });
    let late: AbortSignal | undefined;
    const slow = query({ ...open, deadline: 200 }, async (call) => {
      await begun;
      late = call.signal;
      return 'done' as const;
    });
    const caller = t.router({ slow }).createCaller(contextOf(createEndless().work));
    const failure = failureOf(caller.slow());
    await vi.advanceTimersByTimeAsync(200);
    await failure;
    proceed();
    await vi.runAllTimersAsync();
    expect(late?.aborted).toBe(true);
    expect(isBaseError(late?.reason, 'DEADLINE_EXCEEDED')).toBe(true);
  });

  test('includes the time in which its points are consumed', async () => {
    const { work } = createEndless();
    const consume = () => new Promise<void>(() => {});
    const failure = failureOf(callerOf(work, { consume }).brief());
    await vi.advanceTimersByTimeAsync(200);
    expect((await failure).reason).toBe('DEADLINE_EXCEEDED');
  });
});

describe('a call in time', () => {
  test('leaves no timer, whether it succeeds or fails', async () => {
    await callerOf(async () => 'done').read();
    expect(
      (await failureOf(callerOf(() => Promise.reject(new BaseError('SERVER_BUSY'))).read())).reason,
    ).toBe('SERVER_BUSY');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is aborted when its client disconnects', async () => {
    const client = new AbortController();
    const { work, reasons } = createEndless();
    const failure = failureOf(callerOf(work, {}, client.signal).read());
    await vi.advanceTimersByTimeAsync(1);
    client.abort('gone');
    await failure;
    expect(reasons).toEqual(['gone']);
  });

  test('tells what runs its work how much time is left, and frees what it leaves behind', async () => {
    const left: number[] = [];
    let deadline: Deadline | undefined;
    const runWithin: ProcedureContext['runWithin'] = (call, work) => {
      deadline = call.deadline;
      return work();
    };
    const work = async () => {
      left.push(deadline?.remainingMs() ?? 0);
      await new Promise((resolve) => setTimeout(resolve, 120));
      left.push(deadline?.remainingMs() ?? 0);
      return 'done' as const;
    };
    const answer = callerOf(work, { runWithin }).brief();
    await vi.advanceTimersByTimeAsync(120);
    expect(await answer).toBe('done');
    expect(left).toEqual([200, 80]);
    expect(deadline).toMatchObject({ totalMs: 200 });
    expect(deadline?.remainingMs()).toBe(Number.POSITIVE_INFINITY);
  });
});

test.each([0, -1, 1.5, Number.NaN, 2 ** 31])('a deadline of %d ms is rejected', (deadline) => {
  const declare = () => query({ ...open, deadline }, async () => 'done' as const);
  expect(declare).toThrow('"Does something": a deadline is a whole number of milliseconds.');
});
