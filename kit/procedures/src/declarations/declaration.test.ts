import { BASE_ERRORS, defineErrors, defineRoles, type Fallible, notFound } from '@trastienda/base';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { createProcedures } from '../create-procedures.ts';

interface NoteService {
  get(id: string): Fallible<{ id: string }, 'NOTE_NOT_FOUND'>;
  count(): Promise<number>;
}

const { query, mutation } = createProcedures<{ readonly notes: NoteService }>()({
  errors: defineErrors(BASE_ERRORS, {
    NOTE_NOT_FOUND: notFound('There is no such note.'),
    TAG_NOT_FOUND: notFound('There is no such tag.'),
  }),
  roles: defineRoles({ permissions: ['notes:read'], roles: { member: ['notes:read'] } }),
  limits: ['uploads'],
  access: { team: { errors: ['TOKEN_INVALID'], check: () => ({ team: 'red' }) } },
});

const summary = 'Returns a note';
const output = z.object({ id: z.string() });
const input = z.object({ id: z.string() });
const ofNote = { summary, input, output } as const;

/** Reasons of the failures that a client expects of a procedure. */
type ReasonsOf<
  Procedure extends { _def: { $types: { errorShape: { data: { reason: string } } } } },
> = Procedure['_def']['$types']['errorShape']['data']['reason'];

describe('the types of a declaration', () => {
  const get = query(
    { ...ofNote, access: 'own', errors: ['NOTE_NOT_FOUND'] },
    ({ ctx, input: { id } }) => ctx.notes.get(id),
  );
  const count = query({ access: 'public', summary, output: z.int() }, ({ ctx }) =>
    ctx.notes.count(),
  );

  test('give clients input, output and the reasons of failure', () => {
    expectTypeOf<(typeof get)['_def']['$types']['input']>().toEqualTypeOf<{ id: string }>();
    expectTypeOf<(typeof get)['_def']['$types']['output']>().toEqualTypeOf<{ id: string }>();
    expectTypeOf<'NOTE_NOT_FOUND' | 'SESSION_ENDED' | 'RATE_LIMITED'>().toExtend<
      ReasonsOf<typeof get>
    >();
    expectTypeOf<ReasonsOf<typeof get>>().not.toExtend<ReasonsOf<typeof count>>();
    expectTypeOf<'SESSION_ENDED'>().not.toExtend<ReasonsOf<typeof count>>();
    expectTypeOf<'REAUTHENTICATION_REQUIRED'>().not.toExtend<ReasonsOf<typeof get>>();
    expectTypeOf<(typeof count)['_def']['$types']['input']>().toEqualTypeOf<void>();
  });

  test('include the reasons of a recent sign-in and of the application’s access', () => {
    const recent = query({ ...ofNote, access: 'notes:read', recent: true }, async () => ({
      id: '',
    }));
    expectTypeOf<'REAUTHENTICATION_REQUIRED'>().toExtend<ReasonsOf<typeof recent>>();
    const team = query({ ...ofNote, access: 'team' }, async ({ ctx }) => ({ id: ctx.team }));
    expectTypeOf<'SESSION_ENDED'>().not.toExtend<ReasonsOf<typeof team>>();
  });

  test('reject undeclared reasons, outputs and parts of the context', () => {
    // @ts-expect-error: The use case may fail with NOTE_NOT_FOUND.
    query({ ...ofNote, access: 'own' }, ({ ctx, input: { id } }) => ctx.notes.get(id));
    // @ts-expect-error: The table has no such reason.
    query({ ...ofNote, access: 'own', errors: ['NOTE_GONE'] }, async () => ({ id: '' }));
    // @ts-expect-error: The output is no note.
    query({ ...ofNote, access: 'own' }, async () => ({ name: '' }));
    // @ts-expect-error: The context of public calls has no team.
    query({ ...ofNote, access: 'public' }, async ({ ctx }) => ({ id: ctx.team }));
    // @ts-expect-error: The actor of public calls may be a visitor.
    query({ ...ofNote, access: 'public' }, async ({ ctx }) => ({ id: ctx.actor.accountId }));
    // @ts-expect-error: A mutation declares its idempotency.
    mutation({ ...ofNote, access: 'own' }, async () => ({ id: '' }));
    // @ts-expect-error: There is no such limit.
    query({ ...ofNote, access: 'own', limits: ['downloads'] }, async () => ({ id: '' }));
    // @ts-expect-error: A query ends no session.
    query({ ...ofNote, access: 'own', session: 'end' }, async () => ({ id: '' }));
    const unknownAccess = () =>
      // @ts-expect-error: There is no such access.
      query({ ...ofNote, access: 'notes:burn' }, async () => ({ id: '' }));
    expect(unknownAccess).toThrow('There is no access notes:burn.');
  });

  test('do not let a declaration repeat a reason that every call has', () => {
    const repeat = () =>
      query({ ...ofNote, access: 'own', errors: ['RATE_LIMITED'] }, async () => ({ id: '' }));
    expect(repeat).toThrow('"Returns a note": every call may fail with RATE_LIMITED.');
  });
});

describe('the promises to caches', () => {
  const cache = { maxAge: 60 };
  const tags = () => ['notes'];
  const note = async () => ({ id: 'n1' });

  test('infer context, input and output in the callback of the tags', () => {
    query(
      {
        ...ofNote,
        access: 'public',
        cache: { maxAge: 60, staleWhileRevalidate: 600 },
        tags({ ctx, input: { id }, output: answer }) {
          expectTypeOf(ctx.notes).toEqualTypeOf<NoteService>();
          expectTypeOf(id).toEqualTypeOf<string>();
          expectTypeOf(answer).toEqualTypeOf<{ id: string }>();
          return [`note:${answer.id}`];
        },
      },
      note,
    );
    query({ ...ofNote, access: 'own', tags: ({ ctx }) => [`notes:${ctx.actor.accountId}`] }, note);
    query({ ...ofNote, access: 'team', tags: ({ ctx }) => [`notes:${ctx.team}`] }, note);
  });

  test.each(['own', 'team', 'notes:read'] as const)('are no lifetime for access %s', (access) => {
    // @ts-expect-error: Its answers differ by caller.
    const declare = () => query({ ...ofNote, access, tags, cache }, note);
    expect(declare).toThrow('"Returns a note": only public queries may be cached.');
  });

  test('are no lifetime for a mutation', () => {
    const declare = () =>
      mutation(
        // @ts-expect-error: It has an effect.
        { ...ofNote, access: 'public', idempotency: 'natural', tags, cache },
        note,
      );
    expect(declare).toThrow('"Returns a note": only queries have tags.');
    const withoutTags = () =>
      // @ts-expect-error: It has an effect.
      mutation({ ...ofNote, access: 'public', idempotency: 'natural', cache }, note);
    expect(withoutTags).toThrow('"Returns a note": only public queries may be cached.');
  });

  test('include tags for every lifetime', () => {
    // @ts-expect-error: A cached answer names what it depends on.
    const declare = () => query({ ...ofNote, access: 'public', cache }, note);
    expect(declare).toThrow('"Returns a note": a cached query declares its tags.');
  });

  test.each([{ maxAge: 0.5 }, { maxAge: -1 }, { maxAge: 1, staleWhileRevalidate: Number.NaN }])(
    'count in whole seconds, not %j',
    (seconds) => {
      const declare = () => query({ ...ofNote, access: 'public', tags, cache: seconds }, note);
      expect(declare).toThrow('"Returns a note": times of a cache are whole seconds.');
    },
  );
});
