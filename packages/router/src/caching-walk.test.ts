import type { ProcedureMeta } from '@trastienda/procedures';
import { callTRPCProcedure } from '@trpc/server';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { RouterContext, Services } from './context.ts';
import { promises } from './promises.ts';
import { appRouter } from './root-router.ts';
import { createTestAccount, createTestContext } from './testing/create-context.ts';
import { sampleOf } from './testing/sample-of.ts';

const Procedure = z.custom<{
  _def: {
    type: 'query' | 'mutation';
    meta: ProcedureMeta;
    inputs: readonly z.ZodType[];
    output: z.ZodType;
  };
}>((value) => typeof value === 'function' && '_def' in value);

const queries = Object.entries(z.record(z.string(), Procedure).parse(appRouter._def.procedures))
  .map(([path, { _def }]) => ({ path, ..._def, ..._def.meta }))
  .filter(({ type }) => type === 'query');
const cached = queries.filter(({ cache }) => cache !== null);
const personal = queries.filter(({ access }) => access === 'own' || access === 'buyer');

/** Services whose every use case adds what it receives to `received`, and returns `output`. */
function servicesOf(output: unknown, received: unknown[]): Services {
  const useCase = async (...args: unknown[]) => {
    received.push(args);
    return output;
  };
  const service = new Proxy({}, { get: () => useCase });
  return new Proxy({} as Services, { get: () => service });
}

/** Calls a query with sample data; returns what its use case received, the answer and the tags. */
async function answerOf(
  { path, inputs, output }: (typeof queries)[number],
  caller: Partial<RouterContext> = {},
) {
  const tags: string[] = [];
  const received: unknown[] = [];
  const answer: unknown = await callTRPCProcedure({
    ...{ router: appRouter, path, type: 'query', signal: undefined, batchIndex: 0 },
    ctx: createTestContext({
      services: servicesOf(sampleOf(output), received),
      onTags: (reported) => tags.push(...reported),
      ...caller,
    }),
    getRawInput: async () => sampleOf(inputs[0] ?? z.void()),
  });
  return { received, answer, tags };
}

describe('the answers that shared caches may store', () => {
  test('are those of the catalog and the settings, with these lifetimes', () => {
    const LISTING = { maxAge: 60, staleWhileRevalidate: 600 };
    expect(Object.fromEntries(cached.map(({ path, cache }) => [path, cache]))).toEqual({
      'catalog.facets': LISTING,
      'catalog.get': { maxAge: 10, staleWhileRevalidate: 60 },
      'catalog.list': LISTING,
      'catalog.suggest': LISTING,
      'shop.settings': LISTING,
    });
  });

  test('are those that clients send without their caller', () => {
    expect(promises.cached).toEqual(cached.map(({ path }) => path));
  });

  test.each(cached)('of $path name what they show', async (query) => {
    const { answer, tags } = await answerOf(query);
    if (query.path === 'shop.settings') {
      return expect(tags).toEqual(['settings', 'prices', 'shipping']);
    }
    const product = z.object({ id: z.string(), slug: z.string() }).safeParse(answer);
    expect(tags).toEqual(
      product.success ? [`product:${product.data.id}`, `slug:${product.data.slug}`] : ['products'],
    );
  });

  test.each(cached)('of $path do not depend on the caller', async (query) => {
    const callers: Partial<RouterContext>[] = [
      { actor: createTestAccount() },
      { guest: { kind: 'guest', id: 'g1' } },
      { actor: { kind: 'anonymous', hasEndedSession: true } },
    ];
    const visitor = await answerOf(query);
    for (const caller of callers) expect(await answerOf(query, caller)).toEqual(visitor);
  });
});

describe('the tags of a query', () => {
  test('are declared by all but those of staff, and that of new tokens', () => {
    const untagged = queries.filter(({ access, hasTags }) => !hasTags && !access.includes(':'));
    // Each token is another one, and depends on no data.
    expect(untagged.map(({ path }) => path)).toEqual(['forms.token']);
  });

  test.each(personal)('name the account that calls $path', async (query) => {
    const accountId = 'c0ffee';
    const { tags } = await answerOf(query, { actor: createTestAccount({ accountId }) });
    expect(tags.join()).toContain(accountId);
  });

  test.each(personal.filter(({ access }) => access === 'buyer'))(
    'name the guest that calls $path',
    async (query) => {
      const { tags } = await answerOf(query, { guest: { kind: 'guest', id: 'c0ffee' } });
      expect(tags.join()).toContain('guest:c0ffee');
    },
  );
});
