import { BASE_ERRORS, defineErrors, defineRoles, notFound } from '@trastienda/base';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createProcedures } from '../create-procedures.ts';
import { createContract } from './create-contract.ts';
import { formatContract } from './format-contract.ts';

const ERRORS = defineErrors(BASE_ERRORS, { NOTE_NOT_FOUND: notFound('There is no such note.') });

const { t, query, mutation, subscription } = createProcedures<object>()({
  errors: ERRORS,
  roles: defineRoles({ permissions: ['notes:read'], roles: { member: ['notes:read'] } }),
  limits: ['auth', 'access'],
});

const Slug = z.string().regex(/^[a-z-]+$/);
const Note = z.object({ text: z.string().describe('Plain.'), slug: Slug, at: z.iso.datetime() });
const Forwards = z.object({ state: z.enum(['open', 'done']), id: z.int().optional() });
const Backwards = z.object({ id: z.int().optional(), state: z.enum(['done', 'open']) });
const names = [{ Note, Slug }];

const createRouter = (summary: string, Input: z.ZodObject = Forwards) =>
  t.router({
    save: mutation(
      {
        access: 'notes:read',
        recent: true,
        summary,
        input: Input,
        output: Note,
        errors: ['NOTE_NOT_FOUND'],
        idempotency: 'key',
        limits: ['auth', 'access'],
        http: 'PUT /notes',
      },
      async () => ({ text: '', slug: 'a', at: '' }),
    ),
    get: query(
      {
        access: 'public',
        summary,
        description: `${summary}, or another one.`,
        output: Note,
        tags: () => [],
        cache: { maxAge: 60 },
      },
      async () => ({ text: '', slug: 'a', at: '' }),
    ),
  });

const watch = subscription(
  { access: 'public', summary: 'Streams notes', output: Note, isResumable: true },
  async function* () {},
);

const contract = createContract(createRouter('Saves a note'), { names, errors: ERRORS });

describe('a contract', () => {
  test('has the promises of each procedure, without those that it does not make', () => {
    expect(contract.procedures).toEqual({
      get: {
        type: 'query',
        http: 'GET /get',
        access: 'public',
        deadline: 15_000,
        cost: 1,
        hasTags: true,
        cache: { maxAge: 60 },
        errors: [],
        output: { $ref: '#/schemas/Note' },
      },
      save: {
        type: 'mutation',
        http: 'PUT /notes',
        access: 'notes:read',
        recent: true,
        idempotency: 'key',
        deadline: 30_000,
        cost: 1,
        limits: ['access', 'auth'],
        errors: [
          'ACTOR_UNAUTHENTICATED',
          'IDEMPOTENCY_KEY_REQUIRED',
          'IDEMPOTENCY_KEY_REUSED',
          'NOTE_NOT_FOUND',
          'PERMISSION_MISSING',
          'REAUTHENTICATION_REQUIRED',
          'SESSION_ENDED',
        ],
        input: {
          type: 'object',
          properties: {
            id: { type: 'integer' },
            state: { type: 'string', enum: ['done', 'open'] },
          },
          required: ['state'],
        },
        output: { $ref: '#/schemas/Note' },
      },
    });
  });

  test('has each named schema once, also plain ones, and no pattern that a format stands for', () => {
    expect(contract.schemas).toEqual({
      Note: {
        type: 'object',
        properties: {
          at: { type: 'string', format: 'date-time' },
          slug: { $ref: '#/schemas/Slug' },
          text: { type: 'string' },
        },
        required: ['at', 'slug', 'text'],
      },
      Slug: { type: 'string', pattern: '^[a-z-]+$' },
    });
  });

  test('has what callers see of the reasons', () => {
    expect(contract.commonErrors).toContain('INPUT_INVALID');
    expect(contract.errors).toMatchObject({
      INPUT_INVALID: { status: 400, isRetryable: false },
      NOTE_NOT_FOUND: {
        status: 404,
        details: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
      },
      RATE_LIMITED: { status: 429, isRetryable: true },
    });
    expect(contract.errors).not.toHaveProperty('CURSOR_INVALID');
  });

  test('is the same when only texts and the order of fields, values and procedures differ', () => {
    const other = createRouter('Stores a note', Backwards)._def.record;
    const reordered = t.router({ get: other.get, save: other.save });
    const text = formatContract(createContract(reordered, { names, errors: ERRORS }));
    expect(text).toBe(formatContract(contract));
  });
});

test('a schema without a name that contains itself is an error', () => {
  const Tree: z.ZodObject = z.object({ inner: z.lazy(() => z.array(Tree)) });
  expect(() => createContract(createRouter('Saves', Tree), { names, errors: ERRORS })).toThrow(
    new TypeError(
      'save input: a schema that contains itself needs a name: export it from the contract.',
    ),
  );
  const named = [...names, { Tree }];
  expect(
    createContract(createRouter('Saves', Tree), { names: named, errors: ERRORS }),
  ).toMatchObject({ procedures: { save: { input: { $ref: '#/schemas/Tree' } } } });
});

describe('the file of a contract', () => {
  const text = formatContract(contract);

  test('is JSON of this contract', () => {
    expect(JSON.parse(text)).toEqual(contract);
  });

  test('has short values on one line, and the parts of longer ones on one each', () => {
    expect(text).toContain('      "cache": { "maxAge": 60 },\n');
    expect(text).toContain('      "errors": [\n        "ACTOR_UNAUTHENTICATED",\n');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test('has the schema of the values of a subscription, which has no route', () => {
    const { procedures } = createContract(t.router({ watch }), { names, errors: ERRORS });
    expect(procedures).toEqual({
      watch: {
        ...{ type: 'subscription', access: 'public', deadline: 15_000, cost: 1, errors: [] },
        ...{ isResumable: true, output: { $ref: '#/schemas/Note' } },
      },
    });
  });
});
