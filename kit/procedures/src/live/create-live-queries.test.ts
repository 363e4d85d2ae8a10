import {
  type Actor,
  ANONYMOUS,
  BASE_ERRORS,
  BaseError,
  createErrorClass,
  createTagHub,
  defineErrors,
  defineRoles,
  type TagSource,
} from '@trastienda/base';
import type { AnyTRPCRouter } from '@trpc/server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CallRecord, ProcedureContext } from '../context.ts';
import { createProcedures } from '../create-procedures.ts';
import { createLiveQueries } from './create-live-queries.ts';
import { LiveQueriesInput, LiveUpdate } from './live-schemas.ts';

const ERRORS = defineErrors(BASE_ERRORS, {
  NOTE_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such note.',
  },
});
const NotesError = createErrorClass('NotesError', ERRORS);

const notes = new Map<string, string>();
let touch: (tags: readonly string[]) => void;
let open: () => void;
let breakOff: () => void;
const source: TagSource = {
  subscribe({ onTouched, onLive, onBroken }) {
    touch = onTouched;
    open = onLive;
    breakOff = onBroken;
    return () => {};
  },
};
const hub = createTagHub(source);

/** Called in the middle of each run of `get`. */
let onRead = () => {};

const { t, query, subscription } = createProcedures<object>()({
  errors: ERRORS,
  roles: defineRoles({ permissions: ['notes:read'], roles: { member: [] } }),
  limits: [],
});

const declaration = { summary: 'Returns a note', output: z.object({ text: z.string() }) } as const;
const live = createLiveQueries({ router: (): AnyTRPCRouter => router, collectMs: 1 });
const router = t.router({
  get: query(
    {
      ...{ ...declaration, access: 'public', input: z.object({ id: z.string() }) },
      errors: ['NOTE_NOT_FOUND'],
      tags: ({ input }) => [`note:${input.id}`],
    },
    async ({ input }) => {
      const text = notes.get(input.id);
      if (text === undefined) throw new NotesError('NOTE_NOT_FOUND');
      onRead();
      return { text };
    },
  ),
  guarded: query({ ...declaration, access: 'notes:read', tags: () => ['notes'] }, async () => ({
    text: 'secret',
  })),
  untagged: query({ ...declaration, access: 'public' }, async () => ({ text: 'a' })),
  watch: subscription(
    {
      access: 'public',
      summary: 'Keeps queries live',
      input: LiveQueriesInput,
      output: LiveUpdate,
    },
    ({ ctx, input, signal }) => live.watch({ ctx, ...input, hub, signal }),
  ),
});

const stopping: AbortController[] = [];
beforeEach(() => {
  notes.clear();
  notes.set('a', 'milk').set('b', 'bread');
  onRead = () => {};
  open();
});
afterEach(() => {
  for (const each of stopping.splice(0)) each.abort();
});

interface WatchingOptions {
  readonly actor?: Actor<'member', 'notes:read'>;
  readonly consume?: ProcedureContext['consume'];
}

/** Opens a stream; `next` resolves with its next value. */
async function watch(
  queries: LiveQueriesInput['queries'],
  { actor = ANONYMOUS, consume = async () => {} }: WatchingOptions = {},
) {
  const controller = new AbortController();
  stopping.push(controller);
  const unused = () => expect.unreachable('No session was expected.');
  const calls: CallRecord[] = [];
  const requestId = 'r-1';
  const caller = router.createCaller(
    {
      ...{ actor, requestId, consume, onCall: (call) => calls.push(call) },
      origin: { actor, requestId, source: '192.0.2.1', network: '192.0.2.0/24', device: 'a test' },
      session: { requireDeliverable() {}, deliver: unused, requireClearable() {}, clear() {} },
    },
    { signal: controller.signal },
  );
  const stream = (await caller.watch({ queries }))[Symbol.asyncIterator]();
  return {
    calls,
    next: async () => (await stream.next()).value,
    stop: () => controller.abort(),
  };
}

const get = (id: string, known?: string) => ({
  ...{ path: 'get', input: { id } },
  ...(known !== undefined && { known }),
});

describe('a live query', () => {
  test('is answered at once, and again when one of its tags is touched', async () => {
    const { next } = await watch([get('a')]);
    expect(await next()).toEqual({ query: 0, hash: expect.any(String), data: { text: 'milk' } });
    notes.set('a', 'oat milk');
    const following = next();
    touch(['note:a']);
    expect(await following).toMatchObject({ query: 0, data: { text: 'oat milk' } });
  });

  test('is not sent again while its answer is the same, nor when its client has it', async () => {
    const first = await watch([get('a'), get('b')]);
    const answers = [await first.next(), await first.next()];
    const hash = answers.find((each) => each?.query === 0)?.hash;
    const { next, calls } = await watch([get('a', hash), get('b')]);
    expect(await next()).toMatchObject({ query: 1, data: { text: 'bread' } });
    const following = next();
    touch(['note:a']);
    await expect.poll(() => calls.filter(({ path }) => path === 'get').length).toBe(3);
    notes.set('b', 'rye bread');
    touch(['note:b']);
    expect(await following).toMatchObject({ query: 1, data: { text: 'rye bread' } });
  });

  test('misses nothing that changes while it runs', async () => {
    onRead = () => {
      onRead = () => {};
      notes.set('a', 'changed meanwhile');
      touch(['note:a']);
    };
    const { next } = await watch([get('a')]);
    expect(await next()).toMatchObject({ data: { text: 'milk' } });
    expect(await next()).toMatchObject({ data: { text: 'changed meanwhile' } });
  });

  test('runs again after a time in which nothing was heard', async () => {
    const { next } = await watch([get('a')]);
    await next();
    const following = next();
    breakOff();
    notes.set('a', 'oat milk');
    open();
    expect(await following).toMatchObject({ data: { text: 'oat milk' } });
  });

  test('fails as a call does, and is answered once it succeeds', async () => {
    const { next } = await watch([get('z')]);
    expect(await next()).toMatchObject({
      query: 0,
      error: {
        message: 'There is no such note.',
        data: { reason: 'NOTE_NOT_FOUND', path: 'get', isRetryable: false, requestId: 'r-1' },
      },
    });
    const following = next();
    notes.set('z', 'new');
    touch(['something']);
    expect(await following).toMatchObject({ query: 0, data: { text: 'new' } });
  });

  test('has the access of its caller', async () => {
    const { next } = await watch([{ path: 'guarded' }]);
    expect(await next()).toMatchObject({ error: { data: { reason: 'ACTOR_UNAUTHENTICATED' } } });
    const actor: Actor<'member', 'notes:read'> = {
      kind: 'machine',
      name: 'reader',
      permissions: ['notes:read'],
    };
    const own = await watch([{ path: 'guarded' }], { actor });
    expect(await own.next()).toMatchObject({ data: { text: 'secret' } });
  });

  test.each([
    ['without tags', 'untagged', 'METHOD_UNSUPPORTED'],
    ['that does not exist', 'no.such', 'PROCEDURE_NOT_FOUND'],
    ['that is no query', 'watch', 'METHOD_UNSUPPORTED'],
  ])('%s fails alone', async (_, path, reason) => {
    const { next } = await watch([{ path }, get('a')]);
    const updates = [await next(), await next()];
    expect(updates).toContainEqual(
      expect.objectContaining({
        query: 0,
        error: expect.objectContaining({ data: expect.objectContaining({ reason }) }),
      }),
    );
    expect(updates).toContainEqual(expect.objectContaining({ query: 1, data: { text: 'milk' } }));
  });

  test('consumes points of its caller, and waits for more without a word when they are used up', async () => {
    let points = 1;
    const consume: ProcedureContext['consume'] = async ({ path }) => {
      if (path !== 'get') return;
      points -= 1;
      if (points < 0) throw new BaseError('RATE_LIMITED', { details: { retryAfterSeconds: 0 } });
    };
    const { next, calls } = await watch([get('a')], { consume });
    await next();
    const following = next();
    notes.set('a', 'oat milk');
    touch(['note:a']);
    await expect.poll(() => calls.at(-1)?.code).toBe('RATE_LIMITED');
    points = 1;
    expect(await following).toMatchObject({ data: { text: 'oat milk' } });
  });

  test('ends with its caller', async () => {
    const { next, stop } = await watch([get('a')]);
    await next();
    const following = next();
    stop();
    expect(await following).toBeUndefined();
  });
});
