import { type Actor, ANONYMOUS, BASE_ERRORS, BaseError, defineRoles } from '@trastienda/base';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ProcedureContext } from '../context.ts';
import { createProcedures } from '../create-procedures.ts';
import { createProcedureFinder } from '../find-procedure.ts';

const { t, query } = createProcedures<{ readonly fails?: boolean }>()({
  errors: BASE_ERRORS,
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
      tags: ({ input, output }) => [`asked:${input.id}`, ...Object.keys(output)],
    },
    async ({ ctx, input }) => {
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

function createCaller(parts: Pick<ProcedureContext, 'onTags'> & { readonly fails?: boolean } = {}) {
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

  test('shows its policy to code that inspects the router', () => {
    const find = createProcedureFinder(router);
    expect(find('get')?.meta).toMatchObject({ cache, hasTags: true });
    expect(find('own')?.meta).toMatchObject({ cache: null, hasTags: true });
    expect(find('untagged')?.meta).toMatchObject({ cache: null, hasTags: false });
  });
});
