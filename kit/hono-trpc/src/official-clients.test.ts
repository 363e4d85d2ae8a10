import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type HttpBindings, serve } from '@hono/node-server';
import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCLink,
} from '@trpc/client';
import { initTRPC, TRPCError } from '@trpc/server';
import { EventSource } from 'eventsource';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { honoTrpc } from './index.ts';

interface Context {
  readonly env: HttpBindings;
  readonly caller: string | null;
}

const t = initTRPC.context<Context>().create();

/** Settles when the named call sees that its client has left. */
const departures = new Map<string, Gate>();
/** Settles when the named call has begun. */
const arrivals = new Map<string, Gate>();

interface Gate {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function expected(events: Map<string, Gate>, name: string): Gate {
  const existing = events.get(name);
  if (existing !== undefined) return existing;
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  events.set(name, { promise, resolve });
  return { promise, resolve };
}

async function untilAborted(name: string, signal: AbortSignal | undefined): Promise<string> {
  expected(arrivals, name).resolve();
  if (signal === undefined) throw new Error('The call has no signal.');
  if (!signal.aborted) await once(signal, 'abort');
  expected(departures, name).resolve();
  return 'left';
}

const router = t.router({
  greet: t.procedure
    .input(z.object({ name: z.string() }))
    .query(({ input, ctx }) => `Hello ${input.name} from ${ctx.caller}`),
  add: t.procedure
    .input(z.array(z.number()))
    .mutation(({ input }) => input.reduce((a, b) => a + b)),
  fail: t.procedure.query(() => {
    throw new TRPCError({ code: 'CONFLICT', message: 'taken' });
  }),
  upload: t.procedure.input(z.instanceof(FormData)).mutation(({ input }) => input.get('name')),
  count: t.procedure.input(z.number()).subscription(async function* ({ input }) {
    for (let i = 1; i <= input; i += 1) yield i;
  }),
  trickle: t.procedure.query(async function* () {
    yield 'a';
    yield 'b';
  }),
  wait: t.procedure.input(z.string()).query(({ input, signal }) => untilAborted(input, signal)),
  waitLater: t.procedure.input(z.string()).query(async (options) => {
    const { ctx, input } = options;
    expected(arrivals, input).resolve();
    // The signal is read for the first time when the client has left.
    await once(ctx.env.outgoing, 'close');
    return untilAborted(input, options.signal);
  }),
});
type AppRouter = typeof router;

const handler = honoTrpc({
  router,
  createContext: (_options, c) => ({ caller: c.req.header('x-caller') ?? null }),
});
const app = new Hono().use('/trpc/*', handler);
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
let url = '';

beforeAll(async () => {
  if (!server.listening) await once(server, 'listening');
  // A server of Node on a port has this address.
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}/trpc`;
  expect(await handler.prepare()).toBe(true);
});
afterAll(async () => {
  const closed = once(server, 'close');
  server.close();
  // Else they are kept alive for some seconds.
  if ('closeAllConnections' in server) server.closeAllConnections();
  await closed;
});

const headers = { 'x-caller': 'test' };
const links: Readonly<Record<string, () => TRPCLink<AppRouter>>> = {
  httpLink: () => httpLink({ url, headers }),
  httpBatchLink: () => httpBatchLink({ url, headers }),
  httpBatchStreamLink: () => httpBatchStreamLink({ url, headers }),
  'splitLink over both': () =>
    splitLink({
      condition: ({ type }) => type === 'query',
      true: httpBatchLink({ url, headers }),
      false: httpLink({ url, headers }),
    }),
};

describe.each(Object.keys(links))('%s', (name) => {
  const connect = () =>
    createTRPCClient<AppRouter>({ links: [links[name]?.() ?? httpLink({ url })] });

  test('gets results, and failures with their code', async () => {
    const client = connect();
    const [greeting, sum, failure] = await Promise.allSettled([
      client.greet.query({ name: 'Ana & Ñu' }),
      client.add.mutate([1, 2]),
      client.fail.query(),
    ]);
    expect(greeting).toMatchObject({ value: 'Hello Ana & Ñu from test' });
    expect(sum).toMatchObject({ value: 3 });
    expect(failure).toMatchObject({
      reason: { message: 'taken', data: { code: 'CONFLICT', httpStatus: 409, path: 'fail' } },
    });
  });

  test('gets the issues of an input that is not valid', async () => {
    const input = JSON.parse('{"name":5}');
    await expect(connect().greet.query(input)).rejects.toMatchObject({
      data: { code: 'BAD_REQUEST' },
    });
  });
});

test('Requests of httpLink and httpBatchLink take the fast path, streams the official one', async () => {
  const before = handler.stats();
  const count = async (link: TRPCLink<AppRouter>) => {
    const client = createTRPCClient<AppRouter>({ links: [link] });
    await Promise.all([client.greet.query({ name: 'x' }), client.greet.query({ name: 'y' })]);
    await client.add.mutate([1]);
  };
  await count(httpLink({ url }));
  await count(httpBatchLink({ url }));
  expect(handler.stats()).toEqual({ ...before, fast: before.fast + 5 });
  await count(httpBatchStreamLink({ url }));
  expect(handler.stats().official).toBe(before.official + 2);
});

test('Streams, uploads and subscriptions work as before', async () => {
  const streaming = createTRPCClient<AppRouter>({ links: [httpBatchStreamLink({ url })] });
  const parts: string[] = [];
  for await (const part of await streaming.trickle.query()) parts.push(part);
  expect(parts).toEqual(['a', 'b']);

  const form = new FormData();
  form.append('name', 'Ana');
  const uploading = createTRPCClient<AppRouter>({ links: [httpLink({ url })] });
  expect(await uploading.upload.mutate(form)).toBe('Ana');

  const subscribing = createTRPCClient<AppRouter>({
    links: [httpSubscriptionLink({ url, EventSource })],
  });
  const received: number[] = [];
  await new Promise<void>((done, fail) => {
    subscribing.count.subscribe(3, {
      onData: (value) => received.push(value),
      onComplete: done,
      onError: fail,
    });
  });
  expect(received).toEqual([1, 2, 3]);
});

describe('a client that leaves', () => {
  const client = () => createTRPCClient<AppRouter>({ links: [httpLink({ url })] });

  test('aborts the signal of its call', async () => {
    const leaving = new AbortController();
    const call = client().wait.query('alone', { signal: leaving.signal });
    await expected(arrivals, 'alone').promise;
    leaving.abort();
    await expect(call).rejects.toThrow();
    await expected(departures, 'alone').promise;
  });

  test('aborts the signals of all calls of its batch', async () => {
    const leaving = new AbortController();
    const batching = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url })] });
    const calls = Promise.allSettled(
      ['one', 'two'].map((name) => batching.wait.query(name, { signal: leaving.signal })),
    );
    await Promise.all(['one', 'two'].map((name) => expected(arrivals, name).promise));
    leaving.abort();
    await calls;
    await Promise.all(['one', 'two'].map((name) => expected(departures, name).promise));
  });

  test('is noticed by a call that reads its signal only afterwards', async () => {
    const leaving = new AbortController();
    const call = client().waitLater.query('late', { signal: leaving.signal });
    await expected(arrivals, 'late').promise;
    leaving.abort();
    await expect(call).rejects.toThrow();
    await expected(departures, 'late').promise;
  });
});
