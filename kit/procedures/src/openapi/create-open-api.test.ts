import { BASE_ERRORS, defineErrors, defineRoles, IdempotencyKey, notFound } from '@trastienda/base';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createProcedures } from '../create-procedures.ts';
import type { HttpRoute } from '../declarations/http-route.ts';
import { createOpenApi } from './create-open-api.ts';

const ERRORS = defineErrors(BASE_ERRORS, {
  NOTE_NOT_FOUND: {
    ...notFound('There is no such note.'),
    details: z.object({ id: z.string() }),
  },
});

const { t, query, mutation } = createProcedures<object>()({
  errors: ERRORS,
  roles: defineRoles({ permissions: ['notes:read'], roles: { member: ['notes:read'] } }),
  limits: ['auth'],
});

const Line = z.object({ text: z.string().regex(/^\p{L}/u), isDone: z.boolean().default(false) });
const NoteView = z.object({ id: z.string(), count: z.int(), lines: z.array(Line) });
const SaveNoteInput = z.object({ id: z.string(), lines: z.array(Line) });
const ListInput = z.object({
  limit: z.int().min(1).max(100).default(10),
  price: z.object({ min: z.int() }).optional(),
});
const Tree: z.ZodType = z.object({ again: z.lazy(() => z.array(Branch)) });
const Branch = z.object({ tree: Tree });
const contract = { Line, ListInput, NoteView, SaveNoteInput };

const note = { id: '1', count: 1, lines: [] };
const line = { text: 'Text', isDone: false };

const router = t.router({
  notes: {
    get: query(
      {
        access: 'own',
        summary: 'Returns a note',
        description: 'Also an archived one.',
        input: z.object({ id: z.string() }),
        output: NoteView,
        errors: ['NOTE_NOT_FOUND'],
        http: 'GET /notes/{id}',
      },
      async () => note,
    ),
    list: query(
      {
        access: 'public',
        summary: 'Lists notes',
        input: ListInput.prefault({}),
        output: z.array(NoteView),
      },
      async () => [note],
    ),
    save: mutation(
      {
        access: 'own',
        summary: 'Saves a note',
        input: SaveNoteInput,
        output: NoteView,
        idempotency: 'key',
        cost: 3,
        limits: ['auth'],
        http: 'PUT /notes/{id}',
      },
      async () => note,
    ),
  },
  admin: {
    apiKeys: {
      removeAll: mutation(
        {
          access: 'notes:read',
          recent: true,
          summary: 'Removes all keys',
          output: z.object({}),
          idempotency: 'none',
        },
        async () => ({}),
      ),
    },
  },
});

const info = { title: 'Notes', version: '1.0.0' };
const create = (from: typeof router | ReturnType<typeof routerOf> = router) =>
  createOpenApi(from, { info, names: [contract], errors: ERRORS });
const { paths, components } = create();

/** A router with one mutation at a route. */
function routerOf(http: HttpRoute<'POST'>, output: z.ZodType = z.object({})) {
  const declaration = { access: 'public', summary: 'Does it', idempotency: 'none' } as const;
  const input = z.object({ id: z.string().optional() });
  return t.router({
    notes: { change: mutation({ ...declaration, http, input, output }, async () => ({})) },
  });
}

describe('an operation', () => {
  test('is at the declared route, with the fields of the path and the rest in the body', () => {
    expect(paths['/notes/{id}']?.put).toMatchObject({
      operationId: 'notes.save',
      summary: 'Saves a note',
      parameters: [
        { name: 'id', in: 'path', required: true },
        { $ref: '#/components/parameters/IdempotencyKey' },
        { $ref: '#/components/parameters/Deadline' },
      ],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              properties: { lines: { items: { $ref: '#/components/schemas/LineInput' } } },
              required: ['lines'],
            },
          },
        },
      },
      security: [{ bearer: [] }],
      'x-idempotency': 'key',
      'x-cost': 3,
      'x-limits': ['auth'],
    });
  });

  test('is at the name of its procedure by default', () => {
    expect(Object.keys(paths)).toEqual([
      '/notes/{id}',
      '/notes/list',
      '/admin/api-keys/remove-all',
    ]);
  });

  test('has the input of a query as parameters, objects in it as deepObject', () => {
    expect(paths['/notes/list']?.get).toMatchObject({
      // Public, and not cached: the answer may depend on who asks.
      security: [{ bearer: [] }, {}],
      parameters: [
        { name: 'limit', in: 'query', required: false, schema: { minimum: 1, maximum: 100 } },
        { name: 'price', in: 'query', required: false, style: 'deepObject', explode: true },
        { $ref: '#/components/parameters/Deadline' },
      ],
    });
  });

  test('has no header for an idempotency key unless it is declared', () => {
    expect(paths['/admin/api-keys/remove-all']?.post?.parameters).toEqual([
      { $ref: '#/components/parameters/Deadline' },
    ]);
    expect(paths['/admin/api-keys/remove-all']?.post).toMatchObject({ 'x-recent-identity': true });
  });
});

describe('the headers of an operation', () => {
  const declared = { access: 'public', summary: 'Does it', idempotency: 'none' } as const;
  const headers = { 'auth.signOut': { 'x-guest': 'The guest.' } };
  const { paths: of, components: named } = createOpenApi(
    t.router({
      auth: {
        signIn: mutation({ ...declared, session: 'start', output: Line }, async () => line),
        signOut: mutation({ ...declared, session: 'end', output: Line }, async () => line),
      },
      news: query(
        {
          ...{ access: 'public', summary: 'Returns news', output: Line },
          ...{ tags: () => ['news'], cache: { maxAge: 60 } },
        },
        async () => line,
      ),
    }),
    { info, names: [contract], errors: ERRORS, sessionHeader: 'app-session', headers },
  );

  test('of a sign-in ask for the token of the session', () => {
    expect(of['/auth/sign-in']?.post).toMatchObject({
      parameters: [{ $ref: '#/components/parameters/SessionTransport' }, {}],
      'x-session': 'start',
    });
    expect(named.parameters?.SessionTransport).toMatchObject({
      ...{ name: 'app-session', required: false, schema: { enum: ['token'] } },
    });
  });

  test('of a sign-out have the session, which may be missing', () => {
    expect(of['/auth/sign-out']?.post).toMatchObject({
      security: [{ bearer: [] }, {}],
      parameters: [{ name: 'x-guest', in: 'header', required: false }, {}],
      'x-session': 'end',
    });
  });

  test('of a cacheable query have a validator, and no request id', () => {
    const cached = {
      etag: { $ref: '#/components/headers/ETag' },
      'cache-control': { $ref: '#/components/headers/CacheControl' },
      'cdn-cache-control': { $ref: '#/components/headers/CdnCacheControl' },
      'cache-tag': { $ref: '#/components/headers/CacheTag' },
    };
    const operation = of['/news']?.get;
    expect(operation).toMatchObject({
      security: [],
      parameters: [{ $ref: '#/components/parameters/IfNoneMatch' }, {}],
      'x-cache': { maxAge: 60 },
    });
    expect(operation).toHaveProperty('responses.200.headers', cached);
    expect(operation).toHaveProperty('responses.304.headers', cached);
  });

  test('say when to repeat a call', () => {
    for (const status of [429, 503]) {
      expect(of['/news']?.get).toMatchObject({
        responses: { [status]: { $ref: `#/components/responses/CommonError${status}` } },
      });
      expect(named.responses?.[`CommonError${status}`]).toMatchObject({
        headers: { 'retry-after': { $ref: '#/components/headers/RetryAfter' } },
      });
    }
    expect(named.responses?.CommonError).not.toHaveProperty('headers.retry-after');
  });

  test('accept the keys that the server accepts', () => {
    const Parameter = z.object({ schema: z.object({ pattern: z.string() }) });
    const { pattern } = Parameter.parse(create().components.parameters?.IdempotencyKey).schema;
    const isDocumented = (key: string) => new RegExp(pattern, 'u').test(key);
    const keys = ['a'.repeat(15), 'a'.repeat(16), 'a'.repeat(200), 'a'.repeat(201)];
    const texts = [...keys, ...keys.map((key) => `"${key}"`), `"${keys[1]}`, `${keys[1]} b`, '€'];
    expect(texts.map(isDocumented)).toEqual(
      texts.map((key) => IdempotencyKey.safeParse(key).success),
    );
  });
});

describe('the components', () => {
  test('have the names of the generated types, two where input and output differ', () => {
    expect(components.schemas).toMatchObject({
      Note: {
        properties: { count: { type: 'integer' } },
        required: ['id', 'count', 'lines'],
      },
      Line: { required: ['text', 'isDone'] },
      LineInput: { required: ['text'] },
    });
    expect(components.schemas).not.toHaveProperty('ListInput');
  });

  test('have neither what answers may add, nor what generators do not read', () => {
    const text = JSON.stringify(components);
    expect(text).not.toContain('"additionalProperties":false');
    expect(text).not.toContain('\\p{');
    expect(text).not.toContain(String(Number.MAX_SAFE_INTEGER));
  });

  test('have one response for each set of reasons, with the details of each', () => {
    expect(paths['/notes/{id}']?.get).toMatchObject({
      responses: {
        404: { $ref: '#/components/responses/NoteNotFound' },
        default: { $ref: '#/components/responses/CommonError' },
      },
    });
    expect(components.responses?.NoteNotFound).toMatchObject({
      content: {
        'application/json': {
          schema: {
            oneOf: [
              { $ref: '#/components/schemas/NoteNotFoundError' },
              { $ref: '#/components/schemas/ProcedureNotFoundError' },
            ],
          },
        },
      },
    });
    expect(components.schemas?.NoteNotFoundError).toMatchObject({
      properties: {
        reason: { enum: ['NOTE_NOT_FOUND'] },
        details: { properties: { id: { type: 'string' } }, required: ['id'] },
      },
    });
  });
});

describe('a declaration that cannot be documented is an error:', () => {
  test.each<[string, HttpRoute<'POST'>, string]>([
    ['a field of the path that is optional', 'POST /notes/{id}', 'not a required input field'],
    ['a field of the path that is not in the input', 'POST /notes/{slug}', 'slug of'],
    ['characters that no path has', 'POST /no tes', 'is not a route'],
  ])('%s', (_, http, message) => {
    expect(() => create(routerOf(http))).toThrow(message);
  });

  test('two procedures with one route', () => {
    const { notes } = routerOf('POST /notes');
    const twice = t.router({ notes, others: notes }) as unknown as typeof router;
    expect(() => create(twice)).toThrow('others.change and notes.change have the same route');
  });

  test('an output that is not JSON', () => {
    expect(() => create(routerOf('POST /notes', z.object({ at: z.date() })))).toThrow(
      'notes.change output: the JSON of a type is not known',
    );
  });

  test.each<[string, z.ZodType]>([
    ['the output', Tree],
    ['a part of the output', z.object({ tree: Tree })],
    ['the output, through another schema', z.object({ trees: z.array(Branch) })],
  ])('a schema without a name that contains itself: %s', (_, output) => {
    expect(() => create(routerOf('POST /notes', output))).toThrow(
      new TypeError(
        'notes.change output: a schema that contains itself needs a name: export it from the contract.',
      ),
    );
  });
});
