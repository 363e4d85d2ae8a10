import {
  type Actor,
  ANONYMOUS,
  BASE_ERRORS,
  createErrorClass,
  defineErrors,
  defineRoles,
} from '@trastienda/base';
import { TRPCError, tracked } from '@trpc/server';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CallRecord } from '../context.ts';
import { createProcedures } from '../create-procedures.ts';
import { onBrokenPromise } from '../errors/broken-promise.ts';
import { restRoutes } from '../openapi/rest-routes.ts';
import { declaredProcedures } from '../types/router-procedures.ts';

const ERRORS = defineErrors(BASE_ERRORS, {
  NOTE_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such note.',
  },
});
const NotesError = createErrorClass('NotesError', ERRORS);

const { t, query, subscription } = createProcedures<{
  /** Called when a resolver ends. */
  readonly onEnd: () => void;
}>()({
  errors: ERRORS,
  roles: defineRoles({ permissions: ['notes:read'], roles: { member: [] } }),
  limits: ['streams'],
});

const Note = z.object({ text: z.string() });
const open = { access: 'public', summary: 'Streams notes', output: Note } as const;

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

const router = t.router({
  count: query({ access: 'public', summary: 'Counts notes', output: z.int() }, async () => 2),
  two: subscription(
    { ...open, input: z.object({ prefix: z.string() }), cost: 3, limits: ['streams'] },
    async function* ({ input }) {
      const secret = 'hunter2';
      for (const text of [`${input.prefix} 1`, `${input.prefix} 2`]) {
        const note = { text, secret };
        yield note;
      }
    },
  ),
  endless: subscription(open, async function* ({ ctx, signal }) {
    try {
      yield { text: 'first' };
      await untilAborted(signal);
    } finally {
      ctx.onEnd();
    }
  }),
  resumed: subscription({ ...open, isResumable: true }, async function* ({ lastEventId }) {
    yield tracked('7', { text: `after ${lastEventId}` });
  }),
  gone: subscription({ ...open, errors: ['NOTE_NOT_FOUND'] }, async function* () {
    yield { text: 'first' };
    throw new NotesError('NOTE_NOT_FOUND');
  }),
  unpromised: subscription(open, async function* () {
    yield { text: 'first' };
    throw new NotesError('NOTE_NOT_FOUND');
  }),
  wrong: subscription(open, async function* () {
    yield { text: 7 } as never;
  }),
  guarded: subscription({ ...open, access: 'notes:read' }, async function* () {
    yield { text: 'secret' };
  }),
});

const calls: CallRecord[] = [];
const consumed: unknown[] = [];
let ended = 0;
afterEach(() => {
  calls.length = 0;
  consumed.length = 0;
  ended = 0;
});

function createCaller({
  actor = ANONYMOUS,
  signal,
}: {
  readonly actor?: Actor<'member', 'notes:read'>;
  readonly signal?: AbortSignal;
} = {}) {
  const requestId = 'r-1';
  const unused = () => expect.unreachable('No session was expected.');
  return router.createCaller(
    {
      actor,
      origin: { actor, requestId, source: '192.0.2.1', network: '192.0.2.0/24', device: 'a test' },
      session: { requireDeliverable() {}, deliver: unused, requireClearable() {}, clear() {} },
      consume: async (call) => {
        consumed.push(call);
      },
      requestId,
      onCall: (call) => calls.push(call),
      onEnd: () => {
        ended += 1;
      },
    },
    signal && { signal },
  );
}

/** Reads a stream to its end. */
async function readAll(stream: Promise<AsyncIterable<unknown>>): Promise<readonly unknown[]> {
  const values: unknown[] = [];
  for await (const value of await stream) values.push(value);
  return values;
}

describe('a subscription', () => {
  test('streams values that its output declares, and consumes its points once', async () => {
    const values = await readAll(createCaller().two({ prefix: 'note' }));

    expect(values).toEqual([{ text: 'note 1' }, { text: 'note 2' }]);
    expect(consumed).toEqual([{ path: 'two', type: 'subscription', cost: 3, limits: ['streams'] }]);
  });

  test('is reported once, when it has ended', async () => {
    const stream = await createCaller().two({ prefix: 'note' });
    expect(calls).toEqual([]);

    for await (const value of stream) void value;

    expect(calls).toEqual([expect.objectContaining({ path: 'two', code: 'OK' })]);
  });

  test('checks the caller and the input before it begins', async () => {
    await expect(createCaller().guarded()).rejects.toThrow('requires authentication');
    await expect(createCaller().two({} as never)).rejects.toThrow(TRPCError);
    expect(calls.map(({ code }) => code)).toEqual(['ACTOR_UNAUTHENTICATED', 'INPUT_INVALID']);
  });

  test('fails with a reason that it declares, after the values before', async () => {
    const values: unknown[] = [];
    const failure = await (async () => {
      for await (const value of await createCaller().gone()) values.push(value);
    })().catch((error: unknown) => error);

    expect(values).toEqual([{ text: 'first' }]);
    expect(failure).toMatchObject({ cause: { reason: 'NOTE_NOT_FOUND' } });
    expect(calls).toEqual([expect.objectContaining({ path: 'gone', code: 'NOTE_NOT_FOUND' })]);
  });

  test('with a reason that it does not declare fails with INTERNAL, and names the broken promise', async () => {
    const broken: string[] = [];
    const restore = onBrokenPromise(({ message }) => broken.push(message));
    await expect(readAll(createCaller().unpromised())).rejects.toMatchObject({
      cause: { reason: 'INTERNAL' },
    });
    restore();

    expect(broken).toEqual(['unpromised does not promise NOTE_NOT_FOUND.']);
  });

  test('with a value that breaks its schema fails with INTERNAL', async () => {
    await expect(readAll(createCaller().wrong())).rejects.toMatchObject({
      cause: { reason: 'INTERNAL' },
    });
  });

  test('whose caller leaves ends its work, and counts as done', async () => {
    const client = new AbortController();
    const stream = await createCaller({ signal: client.signal }).endless();
    for await (const value of stream) {
      expect(value).toEqual({ text: 'first' });
      client.abort();
    }

    expect(ended).toBe(1);
    expect(calls).toEqual([expect.objectContaining({ path: 'endless', code: 'OK' })]);
  });

  test('lasts five minutes at most, so that access is checked again', () => {
    expect(router._def._config.sse?.maxDurationMs).toBe(300_000);
  });

  test('that is resumable knows the last id that its client has received', async () => {
    const stream = await createCaller().resumed({ lastEventId: '6' } as never);
    for await (const value of stream) {
      expect(value).toEqual(['7', { text: 'after 6' }, expect.anything()]);
    }
    expect.assertions(1);
  });
});

describe('code that inspects the router', () => {
  test('finds the schema of the values', () => {
    const found = declaredProcedures(router).find(({ path }) => path === 'two');
    expect(found).toMatchObject({ type: 'subscription', output: Note });
  });

  test('finds no REST route of a subscription', () => {
    expect(restRoutes(router).map(({ path }) => path)).toEqual(['/count']);
  });
});
