import {
  type Actor,
  ANONYMOUS,
  BASE_ERRORS,
  BaseError,
  createErrorClass,
  defineErrors,
  defineRoles,
  notFound,
} from '@trastienda/base';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { AnswerCache, CachedQuestion, TaggedAnswer } from '../answers/answer-cache.ts';
import type { ProcedureContext } from '../context.ts';
import { createProcedures } from '../create-procedures.ts';
import { createProcedureFinder } from '../find-procedure.ts';

const ERRORS = defineErrors(BASE_ERRORS, { NOTE_NOT_FOUND: notFound('There is no such note.') });
const NotesError = createErrorClass('NotesError', ERRORS);

const { t, query } = createProcedures<{ readonly fails?: boolean }>()({
  errors: ERRORS,
  roles: defineRoles({ permissions: [], roles: { member: [] } }),
  limits: [],
});

const summary = 'Returns a note';
const cache = { maxAge: 60, staleWhileRevalidate: 600 };

const router = t.router({
  get: query(
    {
      ...{ access: 'public', summary, cache },
      input: z.object({ id: z.string().toLowerCase() }),
      output: z.object({ id: z.string(), reader: z.string() }),
      errors: ['NOTE_NOT_FOUND'],
      tags: ({ input, output }) => [`asked:${input.id}`, ...Object.keys(output)],
    },
    async ({ ctx, input }) => {
      if (input.id === 'gone')
        throw new NotesError('NOTE_NOT_FOUND', { details: { id: input.id } });
      if (ctx.fails === true) throw new BaseError('DATABASE_BUSY');
      return { ...input, reader: ctx.actor.kind, secret: 'hunter2' };
    },
  ),
  own: query(
    { access: 'own', summary, output: z.null(), tags: ({ ctx }) => [ctx.actor.accountId] },
    async () => null,
  ),
  untagged: query({ access: 'public', summary, output: z.null() }, async () => null),
});

const ACCOUNT: Actor<'member', never> = {
  ...{ kind: 'account', accountId: 'a1', sessionId: 's1', role: 'member' },
  ...{ permissions: [], isRecent: true },
};

function createCaller(
  parts: Pick<ProcedureContext, 'onTags' | 'answers'> & { readonly fails?: boolean } = {},
) {
  const requestId = 'r-1';
  const actor = ACCOUNT;
  const unused = () => expect.unreachable('No session was expected.');
  return router.createCaller({
    actor,
    origin: { actor, requestId, source: '192.0.2.1', network: '192.0.2.0/24', device: 'a test' },
    session: { requireDeliverable() {}, deliver: unused, requireClearable() {}, clear() {} },
    consume: async () => {},
    requestId,
    onCall: () => {},
    ...parts,
  });
}

describe('tags of an answer', () => {
  const reported: (readonly string[])[] = [];
  const onTags = (tags: readonly string[]) => reported.push(tags);

  test('are made of the parsed input and output, once the call has succeeded', async () => {
    reported.length = 0;
    await createCaller({ onTags }).get({ id: 'N1' });
    await createCaller({ onTags }).own();
    await createCaller({ onTags }).untagged();
    expect(reported).toEqual([['asked:n1', 'id', 'reader'], ['a1']]);
  });

  test('are not reported for a failure', async () => {
    reported.length = 0;
    await expect(createCaller({ onTags, fails: true }).get({ id: 'n1' })).rejects.toThrow();
    expect(reported).toEqual([]);
  });
});

describe('a query with a cache', () => {
  test('does not see who calls: its answer is for every caller', async () => {
    expect(await createCaller().get({ id: 'n1' })).toEqual({ id: 'n1', reader: ANONYMOUS.kind });
  });

  test('is answered by the cache of the process, if it has one, with the tags that it remembers', async () => {
    const asked: unknown[] = [];
    const known = new Map<string, TaggedAnswer>();
    const answers: AnswerCache = {
      async read<Answer extends TaggedAnswer>(
        question: CachedQuestion,
        answer: () => Promise<Answer>,
      ) {
        asked.push(question);
        const key = JSON.stringify(question);
        const found = known.get(key) ?? (await answer());
        known.set(key, found);
        return found as Answer;
      },
    };
    const reported: (readonly string[])[] = [];
    const onTags = (tags: readonly string[]) => reported.push(tags);
    const first = await createCaller({ answers, onTags }).get({ id: 'N1' });
    // The resolver of this call would fail.
    const second = await createCaller({ answers, onTags, fails: true }).get({ id: 'n1' });
    expect(second).toEqual(first);
    expect(asked).toEqual(Array(2).fill({ path: 'get', input: { id: 'n1' }, maxAge: 60 }));
    expect(reported).toEqual(Array(2).fill(['asked:n1', 'id', 'reader']));
    await createCaller({ answers }).own();
    expect(asked).toHaveLength(2);
  });

  test('tells the cache which failures are those of every caller', async () => {
    const verdicts: boolean[] = [];
    const answers: AnswerCache = {
      read: (_question, answer, isShared) =>
        answer().catch((failure: unknown) => {
          verdicts.push(isShared(failure));
          throw failure;
        }),
    };
    for (const id of ['gone', 'n1']) {
      const call = createCaller({ answers, fails: true }).get({ id });
      await expect(call).rejects.toThrow();
    }
    expect(verdicts).toEqual([true, false]);
  });

  test('shows its policy to code that inspects the router', () => {
    const find = createProcedureFinder(router);
    expect(find('get')?.meta).toMatchObject({ cache, hasTags: true });
    expect(find('own')?.meta).toMatchObject({ cache: null, hasTags: true });
    expect(find('untagged')?.meta).toMatchObject({ cache: null, hasTags: false });
  });
});
