import { ANONYMOUS, BASE_ERRORS, defineErrors, defineRoles } from '@trastienda/base';
import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import type { ProcedureContext } from '../context.ts';
import { createProcedures } from '../create-procedures.ts';
import { createPromises } from '../router-promises.ts';

const { t, query, mutation } = createProcedures<object>()({
  errors: defineErrors(BASE_ERRORS),
  roles: defineRoles({ permissions: ['notes:write'], roles: { member: ['notes:write'] } }),
  limits: [],
});

const KEY = 'key-of-this-intention';
const summary = 'Writes a note';
const input = z.object({ text: z.string() });

const router = t.router({
  keyed: mutation(
    { access: 'public', summary, input, output: z.string(), idempotency: 'key' },
    async (call) => {
      expectTypeOf(call.input).toExtend<{ text: string } & { readonly idempotencyKey: string }>();
      return JSON.stringify(call.input);
    },
  ),
  guarded: mutation(
    { access: 'notes:write', summary, input, output: z.string(), idempotency: 'key' },
    async () => 'written',
  ),
  natural: mutation(
    { access: 'public', summary, input, output: z.string(), idempotency: 'natural' },
    async (call) => {
      expectTypeOf(call.input).toEqualTypeOf<{ text: string }>();
      return JSON.stringify(call.input);
    },
  ),
  none: mutation(
    { access: 'public', summary, output: z.string(), idempotency: 'none' },
    async () => 'written',
  ),
  read: query({ access: 'public', summary, output: z.string() }, async () => 'read'),
  stored: query(
    { access: 'public', summary, output: z.string(), tags: () => ['notes'], cache: { maxAge: 60 } },
    async () => 'read',
  ),
});

type Request = Pick<ProcedureContext, 'idempotencyKey' | 'isBatch'>;

function caller(request: Request) {
  const actor = ANONYMOUS;
  const requestId = 'r-1';
  return router.createCaller({
    actor,
    origin: { actor, requestId, source: '192.0.2.1', network: '192.0.2.0/24', device: 'a test' },
    session: {
      requireDeliverable() {},
      deliver: () => expect.unreachable('A session was delivered.'),
      requireClearable() {},
      clear() {},
    },
    consume: async () => {},
    requestId,
    onCall() {},
    ...request,
  });
}

test('The use case of a keyed call has the key beside its input', async () => {
  const answer = { text: 'milk', idempotencyKey: KEY };
  expect(await caller({ idempotencyKey: KEY }).keyed({ text: 'milk' })).toBe(
    JSON.stringify(answer),
  );
});

test.each<[problem: string, request: Request]>([
  ['missing', {}],
  ['malformed', { idempotencyKey: 'short' }],
  ['batched', { idempotencyKey: KEY, isBatch: true }],
])('A keyed call with a %s key is rejected before its input is read', async (problem, request) => {
  const unread: { text: string } = {
    get text(): string {
      return expect.unreachable('The input was read.');
    },
  };
  await expect(caller(request).keyed(unread)).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    cause: { reason: 'IDEMPOTENCY_KEY_REQUIRED', details: { problem } },
  });
});

test('A caller without access is not told about the key', async () => {
  await expect(caller({}).guarded({ text: 'milk' })).rejects.toMatchObject({
    cause: { reason: 'ACTOR_UNAUTHENTICATED' },
  });
});

test('Other calls ignore a key, also a malformed one', async () => {
  const { natural, read } = caller({ idempotencyKey: 'short', isBatch: true });
  expect([await natural({ text: 'milk' }), await read()]).toEqual(['{"text":"milk"}', 'read']);
});

test('A procedure whose input is no object cannot be keyed', () => {
  for (const other of [undefined, z.string(), z.instanceof(FormData)]) {
    const declare = () =>
      mutation(
        {
          ...{ access: 'public', summary, output: z.string(), idempotency: 'key' },
          ...(other !== undefined && { input: other }),
        } as const,
        async () => '',
      );
    expect(declare).toThrow(
      `"${summary}": a call with an idempotency key needs an object as input.`,
    );
  }
});

test('The promises for clients name the keyed and the natural mutations, and the cached queries', () => {
  expect(createPromises(router)).toEqual({
    keyed: ['keyed', 'guarded'],
    natural: ['natural'],
    cached: ['stored'],
  });
});
