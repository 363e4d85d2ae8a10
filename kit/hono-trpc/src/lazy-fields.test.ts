import { type AnyTRPCRouter, initTRPC } from '@trpc/server';
import { expect, test } from 'vitest';
import { createTrpcHandler } from './index.ts';

const t = initTRPC.create();
const router = t.router({
  quiet: t.procedure.use(({ next }) => next()).query(() => 'quiet'),
  listening: t.procedure.query(({ signal }) => signal?.aborted),
  copying: t.procedure
    .use((options) => {
      const copy = { ...options };
      return copy.next();
    })
    .query((options) => Object.create(options).signal.aborted),
  replacing: t.procedure
    .use((options) => {
      options.signal = AbortSignal.abort();
      expect(options.signal.aborted).toBe(true);
      return options.next();
    })
    .query(({ signal }) => signal?.aborted),
});

/** Serves a request that counts how often its signal is read. */
async function serve(path: string, served: AnyTRPCRouter = router) {
  const handle = createTrpcHandler({
    router: served,
    endpoint: '/trpc',
    createContext: ({ req }) => ({ method: req.method }),
  });
  await handle.prepare();
  const request = new Request(`http://a/trpc/${path}`);
  const { signal } = request;
  let reads = 0;
  Object.defineProperty(request, 'signal', {
    get() {
      reads += 1;
      return signal;
    },
  });
  const response = await handle(request);
  expect(handle.stats().fast).toBe(1);
  return { reads, body: await response.json() };
}

test('The signal of a request is read for procedures that read theirs, and no others', async () => {
  expect(await serve('quiet')).toEqual({ reads: 0, body: { result: { data: 'quiet' } } });
  expect(await serve('listening')).toEqual({ reads: 1, body: { result: { data: false } } });
});

test('Options can be copied, inherited from and changed, as plain objects can', async () => {
  expect((await serve('copying')).body).toEqual({ result: { data: false } });
  expect((await serve('replacing')).body).toEqual({ result: { data: false } });
});

test('What createContext gets can be copied', async () => {
  const copies: object[] = [];
  const handle = createTrpcHandler({
    router,
    endpoint: '/trpc',
    createContext(options) {
      copies.push({ ...options }, { ...options.info });
      options.resHeaders.set('x-context', '1');
      return {};
    },
  });
  await handle.prepare();
  const response = await handle(new Request('http://a/trpc/quiet'));
  expect(response.headers.get('x-context')).toBe('1');
  expect(copies).toEqual([
    { req: expect.any(Request), resHeaders: expect.any(Headers), info: expect.anything() },
    {
      isBatchCall: false,
      accept: null,
      calls: [expect.objectContaining({ path: 'quiet', batchIndex: 0 })],
      type: 'query',
      connectionParams: null,
      signal: expect.any(AbortSignal),
      url: new URL('http://a/trpc/quiet'),
    },
  ]);
});
