import { trpcServer } from '@hono/trpc-server';
import { initTRPC } from '@trpc/server';
import { type Context, Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { honoTrpc } from './index.ts';

interface Variables {
  readonly user: string;
}

const t = initTRPC.context<{ readonly env: unknown; readonly user: string }>().create();
const router = t.router({
  whoami: t.procedure.query(({ ctx }) => ({ user: ctx.user, env: ctx.env })),
  rename: t.procedure.input(z.object({ to: z.string() })).mutation(({ input }) => input.to),
});

const createContext = (_options: unknown, c: Context<{ Variables: Variables }>) => ({
  user: c.get('user'),
});
const handler = honoTrpc({ router, createContext });
const adapters = { honoTrpc: handler, '@hono/trpc-server': trpcServer({ router, createContext }) };

beforeAll(async () => {
  expect(await handler.prepare()).toBe(true);
});

/** An application as its users write them: the adapter is the one line that differs. */
function createApp(adapter: (typeof adapters)[keyof typeof adapters]) {
  const app = new Hono<{ Variables: Variables }>();
  app.use(async (c, next) => {
    c.set('user', 'ana');
    c.header('x-before', '1');
    await next();
    c.header('x-after', '2');
  });
  app.use('/trpc/*', async (c, next) => {
    // Middlewares such as validators read the body before the adapter does.
    if (c.req.method === 'POST') await c.req.json().catch(() => null);
    await next();
  });
  app.use('/trpc/*', adapter);
  app.route('/v1', new Hono().use('/rpc/*', adapter));
  app.notFound((c) => c.text('nowhere', 404));
  return app;
}

const JSON_HEADERS = { 'content-type': 'application/json' };
const REQUESTS: Readonly<Record<string, () => Request>> = {
  'a query': () => new Request('http://a/trpc/whoami'),
  'a query of a nested application': () => new Request('http://a/v1/rpc/whoami'),
  'a batch': () => new Request('http://a/trpc/whoami,whoami?batch=1'),
  'a mutation whose body was read before': () =>
    new Request('http://a/trpc/rename', {
      method: 'POST',
      headers: JSON_HEADERS,
      body: '{"to":"Bea"}',
    }),
  'a body that is no JSON': () =>
    new Request('http://a/trpc/rename', { method: 'POST', headers: JSON_HEADERS, body: '{' }),
  'a path that is not served': () => new Request('http://a/trpc2/whoami'),
  'a HEAD request': () => new Request('http://a/trpc/whoami', { method: 'HEAD' }),
};

async function answer(adapter: (typeof adapters)[keyof typeof adapters], request: Request) {
  const response = await createApp(adapter).request(request, undefined, { KEY: 'of env' });
  const body = (await response.text()).replaceAll(/"stack":"(?:[^"\\]|\\.)*"/g, '');
  return { status: response.status, headers: [...response.headers], body };
}

test.each(Object.entries(REQUESTS))('%s is answered as by @hono/trpc-server', async (_, create) => {
  const ours = await answer(adapters.honoTrpc, create());
  expect(ours).toEqual(await answer(adapters['@hono/trpc-server'], create()));
});

test('The context has what createContext returned, and the env of Hono', async () => {
  const { body } = await answer(handler, new Request('http://a/trpc/whoami'));
  expect(JSON.parse(body)).toEqual({
    result: { data: { user: 'ana', env: { KEY: 'of env' } } },
  });
});

test('The request of createContext can be read and cloned, also after its body was read', async () => {
  const seen: unknown[] = [];
  const reading = honoTrpc({
    router,
    async createContext({ req }) {
      seen.push(req instanceof Request, await req.text(), req.headers.get('content-type'));
      return { user: 'ana' };
    },
  });
  await reading.prepare();
  const response = await createApp(reading).request('/trpc/rename', {
    method: 'POST',
    headers: JSON_HEADERS,
    body: '{"to":"Bea"}',
  });
  expect(await response.json()).toEqual({ result: { data: 'Bea' } });
  expect(seen).toEqual([true, '{"to":"Bea"}', 'application/json']);
  expect(reading.stats()).toEqual({ fast: 1, official: 0, fallback: null });
});

describe('endpoint', () => {
  test('is the path of the route unless it is set', async () => {
    const set = honoTrpc({ router, createContext: () => ({ user: 'x' }), endpoint: '/a/b' });
    await set.prepare();
    const app = new Hono().all('/a/:any{.+}', set);
    expect((await app.request('/a/b/whoami')).status).toBe(200);
    expect(set.stats().fast).toBe(1);
  });

  test('with parameters is left to tRPC', async () => {
    const before = handler.stats();
    const app = new Hono().use(
      '/:tenant/trpc/*',
      honoTrpc({ router, createContext: () => ({ user: 'x' }) }),
    );
    expect((await app.request('/acme/trpc/whoami')).status).toBe(404);
    expect((await app.request('/tenant1/trpc/whoami')).status).toBe(200);
    expect(handler.stats()).toEqual(before);
  });

  test('with parameters is served where requests have the given endpoint as their path', async () => {
    const acme = honoTrpc({ router, createContext: () => ({ user: 'x' }), endpoint: '/acme/trpc' });
    await acme.prepare();
    const app = new Hono().use('/:tenant/trpc/*', acme);
    expect((await app.request('/acme/trpc/whoami')).status).toBe(200);
    expect(acme.stats().fast).toBe(1);
    expect((await app.request('/another/trpc/whoami')).status).toBe(404);
  });
});

test('An application may make the JSON of bodies itself', async () => {
  const seen: unknown[] = [];
  const own = honoTrpc({
    router,
    createContext: () => ({ user: 'x' }),
    stringify(body) {
      seen.push(body);
      return JSON.stringify(body);
    },
  });
  await own.prepare();
  const app = new Hono().use('/trpc/*', own);
  const bodies: unknown[] = [];
  for (const path of ['whoami', 'whoami,whoami?batch=1']) {
    bodies.push(await (await app.request(`/trpc/${path}`)).json());
  }
  const result = { data: { user: 'x' } };
  expect(bodies).toEqual([{ result }, [{ result }, { result }]]);
  expect(JSON.parse(JSON.stringify(seen))).toEqual(bodies);
});
