import { initTRPC } from '@trpc/server';
import type { Context } from 'hono';
import { expect, test } from 'vitest';
import { createTrpcHandler, honoTrpc } from './index.ts';

const needing = initTRPC.context<{
  readonly user: string;
  readonly env: { readonly KEY: string };
}>();
const t = needing.create();
const router = t.router({ whoami: t.procedure.query(({ ctx }) => ctx.user) });
const open = initTRPC.create();
const openRouter = open.router({ hello: open.procedure.query(() => 'world') });

test('createContext is required where procedures need a context, less the env that Hono gives', () => {
  honoTrpc({ router, createContext: (_options, c: Context) => ({ user: c.req.path }) });
  honoTrpc({ router, createContext: async () => ({ user: 'ana' }) });
  honoTrpc({ router: openRouter });
  // @ts-expect-error No createContext.
  honoTrpc({ router });
  // @ts-expect-error The user is a string.
  honoTrpc({ router, createContext: () => ({ user: 1 }) });
});

test('Callbacks know the context of the router', () => {
  const handler = honoTrpc({
    router,
    createContext: () => ({ user: 'ana' }),
    onError: ({ ctx }) => ctx?.user.toUpperCase(),
    responseMeta: ({ ctx }) => ({ headers: { 'x-user': ctx?.user ?? '' } }),
  });
  expect(handler.stats()).toEqual({ fast: 0, official: 0, fallback: null });
});

test('Handlers outside of Hono create the whole context', () => {
  const env = { KEY: 'k' };
  createTrpcHandler({ router, endpoint: '/', createContext: () => ({ user: 'ana', env }) });
  createTrpcHandler({ router: openRouter, endpoint: '/trpc' });
  createTrpcHandler({
    router,
    endpoint: '/trpc',
    // @ts-expect-error There is no env without Hono.
    createContext: () => ({ user: 'ana' }),
  });
});
