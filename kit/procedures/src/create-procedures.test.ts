import {
  type AccountActor,
  type Actor,
  ANONYMOUS,
  AppError,
  BASE_ERRORS,
  BaseError,
  createErrorClass,
  defineErrors,
  defineRoles,
  type ErrorDefinition,
  type ErrorDetails,
} from '@trastienda/base';
import { getTRPCErrorFromUnknown, TRPCError } from '@trpc/server';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CallRecord, ProcedureContext } from './context.ts';
import { createProcedures } from './create-procedures.ts';
import { onBrokenPromise } from './errors/broken-promise.ts';
import { createErrorFormatter } from './errors/error-shape.ts';
import { toTrpcError } from './errors/translate-errors.ts';
import { createProcedureFinder } from './find-procedure.ts';

const ERRORS = defineErrors(BASE_ERRORS, {
  NOTE_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such note.',
    details: z.object({ id: z.string() }),
  },
});
const NotesError = createErrorClass('NotesError', ERRORS);

const ROLES = defineRoles({
  permissions: ['notes:read', 'notes:write'],
  roles: { member: ['notes:read'], admin: ['notes:read', 'notes:write'] },
});
type Role = z.infer<typeof ROLES.Role>;
type Permission = z.infer<typeof ROLES.Permission>;

const { t, query, mutation, toAppError } = createProcedures<{
  readonly services: { readonly echo: (n: number) => Promise<number> };
}>()({
  errors: ERRORS,
  roles: ROLES,
  limits: ['uploads'],
  access: {
    key: {
      errors: ['TOKEN_INVALID'],
      check: ({ actor }: Pick<ProcedureContext, 'actor'>) => {
        if (actor.kind !== 'machine') throw new BaseError('TOKEN_INVALID');
        return { key: actor.name };
      },
    },
  },
});

const calls: CallRecord[] = [];
function context(actor: Actor<Role, Permission> = ANONYMOUS) {
  const requestId = 'r-1';
  const parts: ProcedureContext<Role, Permission> = {
    actor,
    origin: { actor, requestId, source: '192.0.2.1', network: '192.0.2.0/24', device: 'a test' },
    session: {
      requireDeliverable() {
        throw new BaseError('ORIGIN_REJECTED');
      },
      deliver: () => expect.unreachable('A session was delivered.'),
      requireClearable() {},
      clear() {
        cleared += 1;
      },
    },
    consume: async (call) => {
      consumed.push(call);
    },
    requestId,
    onCall: (call) => calls.push(call),
  };
  return { ...parts, services: { echo: async (n: number) => n } };
}
const consumed: unknown[] = [];
let cleared = 0;

function createAccount(
  parts: Partial<AccountActor<Role, Permission>> = {},
): AccountActor<Role, Permission> {
  return {
    kind: 'account',
    accountId: 'a1',
    sessionId: 's1',
    role: 'member',
    permissions: [],
    isRecent: true,
    ...parts,
  };
}

const Done = z.literal('done');
const summary = 'Does something';
const open = { access: 'public', summary } as const;

const router = t.router({
  ok: query({ ...open, input: z.object({ n: z.int() }), output: z.int() }, ({ ctx, input }) =>
    ctx.services.echo(input.n),
  ),
  gone: query({ ...open, output: Done, errors: ['NOTE_NOT_FOUND'] }, async () => {
    throw new NotesError('NOTE_NOT_FOUND', { details: { id: 'x' } });
  }),
  unpromised: query({ ...open, output: Done }, async () => {
    throw new NotesError('NOTE_NOT_FOUND', { details: { id: 'x' } });
  }),
  careless: query({ ...open, output: Done, errors: ['NOTE_NOT_FOUND'] }, () => {
    const details = { id: 'x', secret: 'hunter2' };
    throw new NotesError('NOTE_NOT_FOUND', { details });
  }),
  wrongDetails: query({ ...open, output: Done, errors: ['NOTE_NOT_FOUND'] }, () => {
    // As a caller without types could.
    const details: { id: string } = JSON.parse('{ "id": 7 }');
    throw new NotesError('NOTE_NOT_FOUND', { details });
  }),
  bug: query({ ...open, output: Done }, () => {
    throw new TypeError('the password is hunter2');
  }),
  leak: query({ ...open, output: z.object({ shown: z.string() }) }, async () => {
    const answer = { shown: 'yes', hidden: 'no' };
    return answer;
  }),
  wrongOutput: query({ ...open, output: z.object({ n: z.int() }) }, async () => ({ n: 1.5 })),
  staff: query({ access: 'notes:write', summary, output: Done }, async () => 'done' as const),
  own: query(
    { access: 'own', summary, output: z.string() },
    async ({ ctx }) => ctx.actor.accountId,
  ),
  key: query({ access: 'key', summary, output: z.string() }, async ({ ctx }) => ctx.key),
  upload: mutation(
    {
      ...{ access: 'public', summary, output: Done, idempotency: 'none' },
      cost: 40,
      limits: ['uploads'],
    },
    async () => 'done' as const,
  ),
  weighed: query(
    { ...open, input: z.object({ n: z.int() }), output: Done, inputCost: ({ n }) => n },
    async () => 'done' as const,
  ),
  signIn: mutation(
    { ...open, output: Done, idempotency: 'none', session: 'start' },
    async () => 'done' as const,
  ),
  signOut: mutation(
    { ...open, output: Done, idempotency: 'natural', session: 'end' },
    async () => 'done' as const,
  ),
  dangerous: query(
    { access: 'own', recent: true, summary, output: z.string() },
    async ({ ctx }) => ctx.actor.accountId,
  ),
});
const call = (actor?: Actor<Role, Permission>) => router.createCaller(context(actor));

/** Returns a failure as a caller over HTTP would see it. */
async function failureOf(work: Promise<unknown>) {
  const error = await work.then(
    () => new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'it did not fail' }),
    getTRPCErrorFromUnknown,
  );
  const shape = { code: 0, data: { code: error.code, httpStatus: 0 } };
  return createErrorFormatter(toAppError)({ error, shape, ctx: context() });
}

describe('a call', () => {
  test('is reported once, with path, duration and outcome', async () => {
    calls.length = 0;
    await call().ok({ n: 1 });
    await failureOf(call().gone());
    expect(calls).toMatchObject([
      { path: 'ok', type: 'query', code: 'OK', requestId: 'r-1' },
      { path: 'gone', code: 'NOTE_NOT_FOUND', error: { details: { id: 'x' } } },
    ]);
    expect(calls.every(({ durationMs }) => durationMs >= 0)).toBe(true);
  });

  test('consumes its points before the work, with the limits that it declares', async () => {
    consumed.length = 0;
    await call().ok({ n: 1 });
    await call().upload();
    expect(consumed).toEqual([
      { path: 'ok', type: 'query', cost: 1, limits: [] },
      { path: 'upload', type: 'mutation', cost: 40, limits: ['uploads'] },
    ]);
  });

  test('that ends in a session fails first when the session could not be delivered', async () => {
    expect((await failureOf(call().signIn())).data.reason).toBe('ORIGIN_REJECTED');
  });

  test('that ends a session clears it once it has succeeded', async () => {
    cleared = 0;
    await call().signOut();
    expect(cleared).toBe(1);
  });

  test('consumes further points once its input is parsed', async () => {
    consumed.length = 0;
    await call().weighed({ n: 7 });
    await failureOf(call().weighed({ n: 0.5 }));
    await call().weighed({ n: 0 });
    expect(consumed).toMatchObject([{ cost: 1 }, { cost: 7 }, { cost: 1 }, { cost: 1 }]);
  });

  test('with a reason that it does not declare fails with INTERNAL, and names the broken promise', async () => {
    const broken: Error[] = [];
    const restore = onBrokenPromise((error) => broken.push(error));
    calls.length = 0;
    const failure = await failureOf(call().unpromised());
    restore();
    expect(failure.data).toMatchObject({ reason: 'INTERNAL', details: expect.toBeOneOf([{}]) });
    const message = 'unpromised does not promise NOTE_NOT_FOUND.';
    expect(broken).toMatchObject([{ message, cause: { reason: 'NOTE_NOT_FOUND' } }]);
    expect(calls[0]?.error?.cause).toBe(broken[0]);
  });

  test('reports which fields of its input are invalid', async () => {
    const failure = await failureOf(call().ok({ n: 1.5 }));
    expect(failure.data).toMatchObject({
      code: 'BAD_REQUEST',
      reason: 'INPUT_INVALID',
      requestId: 'r-1',
    });
    expect(Object.keys(failure.data.fields)).toEqual(['n']);
    expect(failure.data.issues).toEqual([
      {
        path: 'n',
        code: 'invalid_type',
        message: failure.data.fields.n?.[0],
        params: { expected: 'int', format: 'safeint' },
      },
    ]);
  });

  test('reveals nothing of an unexpected error, but reports it in full', async () => {
    calls.length = 0;
    const failure = await failureOf(call().bug());
    expect(failure.data.reason).toBe('INTERNAL');
    expect(JSON.stringify(failure)).not.toContain('hunter2');
    expect(calls[0]?.error?.cause).toMatchObject({ message: 'the password is hunter2' });
  });

  test('answers with the details that the schema of the reason declares, and no others', async () => {
    const failure = await failureOf(call().careless());
    expect(failure.data).toMatchObject({ reason: 'NOTE_NOT_FOUND' });
    expect(failure.data.details).toEqual({ id: 'x' });
  });

  test('with details that do not fit its reason is our bug, and is reported with the keys', async () => {
    calls.length = 0;
    const broken: Error[] = [];
    const restore = onBrokenPromise((error) => broken.push(error));
    const failure = await failureOf(call().wrongDetails());
    restore();
    expect(failure.data).toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
      reason: 'INTERNAL',
      details: expect.toBeOneOf([{}]),
    });
    expect(calls).toMatchObject([
      { code: 'INTERNAL', error: { definition: { logLevel: 'error' } } },
    ]);
    expect(calls[0]?.error?.cause).toBe(broken[0]);
    expect(broken).toHaveLength(1);
    expect(broken[0]).toMatchObject({
      message:
        'NOTE_NOT_FOUND was thrown with details that do not fit it: details.id must be a string.',
      cause: { reason: 'NOTE_NOT_FOUND', details: { id: 7 } },
    });
  });

  test('strips fields that its output does not declare', async () => {
    expect(await call().leak()).toEqual({ shown: 'yes' });
  });

  test('reports an output that breaks its own schema as our bug, not the caller’s', async () => {
    expect((await failureOf(call().wrongOutput())).data).toMatchObject({
      reason: 'INTERNAL',
      fields: {},
      issues: [],
    });
  });

  test('that needs a permission rejects visitors and accounts without it', async () => {
    const reader = { kind: 'machine', name: 'reader', permissions: ['notes:read'] } as const;
    const writer = { kind: 'machine', name: 'writer', permissions: ['notes:write'] } as const;
    expect((await failureOf(call().staff())).data.reason).toBe('ACTOR_UNAUTHENTICATED');
    expect((await failureOf(call(reader).staff())).data).toMatchObject({
      reason: 'PERMISSION_MISSING',
      details: { permission: 'notes:write' },
    });
    expect(await call(writer).staff()).toBe('done');
  });
});

describe('a call about the caller’s own data', () => {
  test('receives the caller’s account', async () => {
    expect(await call(createAccount({ accountId: 'a7' })).own()).toBe('a7');
  });

  test('requires a recent sign-in where the action is dangerous', async () => {
    const account = createAccount({ isRecent: false });
    expect(await call(account).own()).toBe('a1');
    expect((await failureOf(call(account).dangerous())).data).toMatchObject({
      reason: 'REAUTHENTICATION_REQUIRED',
    });
    expect(await call({ ...account, isRecent: true }).dangerous()).toBe('a1');
  });
});

describe('a kind of access of the application', () => {
  test('rejects a call with its own reasons, and adds to the context', async () => {
    const machine = { kind: 'machine', name: 'erp', permissions: [] } as const;
    expect(await call(machine).key()).toBe('erp');
    expect((await failureOf(call().key())).data.reason).toBe('TOKEN_INVALID');
  });
});

describe('the error table', () => {
  const DETAILS: Partial<Record<keyof typeof ERRORS, ErrorDetails>> = {
    NOTE_NOT_FOUND: { id: 'n1' },
    IDEMPOTENCY_KEY_REQUIRED: { problem: 'missing' },
    RATE_LIMITED: { retryAfterSeconds: 7 },
    PERMISSION_MISSING: { permission: null },
    DEADLINE_EXCEEDED: { deadlineMs: 50 },
    REQUEST_TOO_LARGE: { limit: 'body-bytes', max: 1024 },
  };

  test('converts to tRPC and back without loss', () => {
    for (const reason of Object.keys(ERRORS) as (keyof typeof ERRORS)[]) {
      const { [reason]: details } = DETAILS;
      const definition: ErrorDefinition = ERRORS[reason];
      const error = new AppError('NotesError', reason, definition, { details });
      const carried = toTrpcError(error);
      expect(carried.code).toBe(ERRORS[reason].trpc);
      expect(toAppError(carried)).toBe(error);
    }
  });

  test('translates errors of the packages below, and no reason that it does not have', () => {
    const busy = new BaseError('DATABASE_BUSY');
    expect(toAppError(toTrpcError(busy))).toBe(busy);
    const foreign = new AppError('OtherError', 'OTHER_REASON', ERRORS.NOTE_NOT_FOUND);
    expect(toAppError(toTrpcError(foreign))).toMatchObject({ reason: 'INTERNAL', cause: foreign });
  });

  test('has a reason for every failure that tRPC itself reports', () => {
    const refuse = (code: TRPCError['code']) => toAppError(new TRPCError({ code })).reason;
    expect(refuse('NOT_FOUND')).toBe('PROCEDURE_NOT_FOUND');
    expect(refuse('METHOD_NOT_SUPPORTED')).toBe('METHOD_UNSUPPORTED');
    expect(refuse('PARSE_ERROR')).toBe('REQUEST_MALFORMED');
    expect(refuse('PAYLOAD_TOO_LARGE')).toBe('REQUEST_TOO_LARGE');
    expect(refuse('BAD_GATEWAY')).toBe('INTERNAL');
  });
});

describe('finding a procedure', () => {
  const find = createProcedureFinder(t.router({ ...router._def.record, nested: router }));

  test('returns its type and metadata by its path', () => {
    const upload = {
      ...{ access: 'public', recent: false, summary, description: null, errors: [] },
      ...{ idempotency: 'none', cost: 40, limits: ['uploads'], takesForm: false, http: null },
      deadline: 30_000,
      ...{ session: null, hasTags: false, cache: null, isResumable: false },
    };
    expect(find('nested.upload')).toEqual({ type: 'mutation', meta: upload });
    expect(find('dangerous')?.meta).toMatchObject({ access: 'own', recent: true });
  });

  test.each(['', 'nested', 'no.such', 'toString', '__proto__'])('returns null at %j', (path) => {
    expect(find(path)).toBeNull();
  });
});
