import { BASE_ERRORS, defineErrors, defineRoles, notFound } from '@trastienda/base';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createProcedures } from '../create-procedures.ts';
import { emitRouterTypes, type RouterTypesOptions } from './emit-router-types.ts';

const ERRORS = defineErrors(BASE_ERRORS, { NOTE_NOT_FOUND: notFound('There is no such note.') });

const { t, query, mutation, subscription } = createProcedures<object>()({
  errors: ERRORS,
  roles: defineRoles({ permissions: ['notes:read'], roles: { member: ['notes:read'] } }),
  limits: [],
});

const Tag = z.object({ name: z.string() }).describe('A tag of a note.');
const TagView = z.object({ name: z.string(), count: z.int() });
const NoteView = z.object({ id: z.string(), tags: z.array(TagView) });
const NoteIdInput = z.object({ id: z.string() });
const Title = z.string().max(100);
/** Input and output differ, and so do those of what contains it. */
const Line = z.object({ text: Title, isDone: z.boolean().default(false) });
const ListView = z.object({ lines: z.array(Line) });
const contract = { ERRORS, Line, ListView, NoteIdInput, NoteView, Tag, TagView, Title };

const router = t.router({
  notes: {
    get: query(
      {
        access: 'own',
        summary: 'Returns a note',
        description: 'Also an archived one.',
        input: NoteIdInput,
        output: NoteView,
        errors: ['NOTE_NOT_FOUND'],
      },
      async () => ({ id: '1', tags: [] }),
    ),
    count: query({ access: 'public', summary: 'Counts notes', output: z.int() }, async () => 1),
  },
  streams: {
    watch: subscription(
      { access: 'own', summary: 'Streams notes', input: NoteIdInput, output: NoteView },
      async function* () {},
    ),
    follow: subscription(
      { access: 'public', summary: 'Follows notes', output: z.int(), isResumable: true },
      async function* () {},
    ),
  },
  admin: {
    'save-list': mutation(
      {
        access: 'notes:read',
        summary: 'Saves a list',
        idempotency: 'natural',
        input: ListView.extend({ tag: Tag.optional() }),
        output: ListView,
      },
      async ({ input }) => input,
    ),
  },
});

const emit = (options: Partial<RouterTypesOptions> = {}) =>
  emitRouterTypes(router, {
    names: [contract],
    errors: ERRORS,
    routerName: 'NotesRouter',
    ...options,
  });

describe('the declarations of a router', () => {
  test('have the values of subscriptions, with ids where they are resumable', () => {
    const text = emit();
    expect(text).toContain(
      'watch: Subscription<NoteIdInput, AsyncIterable<Note>, IdentityReason>;',
    );
    expect(text).toContain(
      'follow: Subscription<void, AsyncIterable<{ id: string; data: number }>, never>;',
    );
  });

  test('import nothing but @trpc/server', () => {
    const imported = [...emit().matchAll(/from '([^']+)'/g)].map(([, specifier]) => specifier);
    expect(imported).toEqual(['@trpc/server']);
  });

  test('have each procedure with what its declaration says and its reasons of failure', () => {
    expect(emit()).toContain(`
    notes: {
      /**
       * Returns a note
       *
       * Also an archived one.
       *
       * @throws ACTOR_UNAUTHENTICATED - ${ERRORS.ACTOR_UNAUTHENTICATED.message}
       * @throws SESSION_ENDED - ${ERRORS.SESSION_ENDED.message}
       * @throws PERMISSION_MISSING - ${ERRORS.PERMISSION_MISSING.message}
       * @throws NOTE_NOT_FOUND - There is no such note.
       */
      get: Query<NoteIdInput, Note, IdentityReason | 'NOTE_NOT_FOUND'>;
      /** Counts notes */
      count: Query<void, number, never>;
    };
    streams: {`);
  });

  test('name the types of exported schemas: without View, unless another has that name', () => {
    expect(emit()).toContain(`
export type Note = {
  id: string;
  tags: TagView[];
};

export type NoteIdInput = {
  id: string;
};

/** A tag of a note. */
export type Tag = {
  name: string;
};

export type TagView = {
  name: string;
  count: number;
};
`);
  });

  test('have two names for a schema whose input and output differ, and print plain texts in place', () => {
    const text = emit();
    expect(text).toContain(`
export type Line = {
  text: string;
  isDone: boolean;
};

export type LineInput = {
  text: string;
  isDone?: boolean | undefined;
};

export type List = {
  lines: Line[];
};
`);
    expect(text).toContain("'save-list': Mutation<{");
    expect(text).toContain('lines: LineInput[];');
    expect(text).not.toContain('Title');
  });

  test('have the details of each reason that a procedure promises, and no other reasons', () => {
    expect(emit()).toContain('/** There is no such note. */\n  NOTE_NOT_FOUND: ');
    expect(emit()).not.toContain('REAUTHENTICATION_REQUIRED');
    const table = { ...ERRORS, NOTE_NOT_FOUND: { ...ERRORS.NOTE_NOT_FOUND, details: NoteIdInput } };
    expect(emit({ errors: table })).toContain('NOTE_NOT_FOUND: NoteIdInput;');
  });

  test('contain a part of the procedures and the types of that part alone', () => {
    const text = emit({ includes: (path) => path.startsWith('notes.') });
    expect(text).not.toMatch(/admin|List|Line/);
    expect(text).toContain('export type Note = ');
  });
});

describe('declarations that cannot be generated', () => {
  const failing = (output: z.ZodType) =>
    t.router({
      notes: {
        get: query({ access: 'public', summary: 'Returns a note', output }, async () => null),
      },
    });

  test('are an error that names procedure, schema and field', () => {
    const Page = z.object({ items: z.array(z.object({ at: z.string().transform(Number) })) });
    expect(() =>
      emitRouterTypes(failing(Page.nullable()), {
        names: [{ Page }],
        errors: ERRORS,
        routerName: 'NotesRouter',
      }),
    ).toThrow(/^notes\.get output \(Page\)\.items\[\]\.at: the result of a transform/);
  });

  test.each([
    ['two schemas with one name', [{ Note: NoteView }, { Note: Tag }], 'exported as Note'],
    ['a name of the file itself', [{ ErrorReason: NoteView }], 'Two types are called ErrorReason'],
  ])('are an error: %s', (_, names, message) => {
    expect(() => emit({ names })).toThrow(message);
  });

  test('are an error for a procedure that was not declared', () => {
    const plain = t.router({ notes: { get: t.procedure.query(() => 1) } });
    expect(() =>
      emitRouterTypes(plain, { names: [], errors: ERRORS, routerName: 'NotesRouter' }),
    ).toThrow('notes.get is not a declared procedure.');
  });
});
